#!/bin/bash
# 在播放机上安装：sudo bash install.sh
# 桌面版系统（统信、麒麟等，要保留桌面）：sudo bash install.sh desktop
# 再运行一次就是升级；kiosk.conf 已经有了就不动它。
set -euo pipefail

HERE=$(dirname "$(readlink -f "$0")")
TO=/opt/daylight-kiosk
STATE=/var/lib/daylight-kiosk
MODE=${1:-service}

fail() {
  echo "$1" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || fail "要用管理员身份运行：sudo bash install.sh"
case $MODE in service | desktop) ;; *) fail "只认 desktop 这一个参数" ;; esac
if grep -q "^\(SCREEN\|URL\|WIDTH\|HEIGHT\)='待填写'" "$HERE/kiosk.conf"; then
  fail "先打开kiosk.conf，填上写着待填写的几项"
fi

missing=()
for tool in curl python3 xset xsetroot; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
[ "$MODE" = desktop ] || command -v xinit >/dev/null || command -v cage >/dev/null ||
  missing+=(xinit)
[ ${#missing[@]} = 0 ] || fail "缺少：${missing[*]}。Debian系统用
  apt install chromium xserver-xorg xinit x11-xserver-utils unclutter curl python3 chrony fonts-noto-cjk"

# 播放账号：没有密码，不能远程登录。
id kiosk >/dev/null 2>&1 || useradd --system --create-home --shell /bin/bash kiosk
for group in video render input tty; do
  getent group "$group" >/dev/null && usermod -aG "$group" kiosk
done

install -d "$TO" "$TO/cursors/empty/cursors"
install -m 755 "$HERE"/kiosk-{browser,session,start,update,usb,watch} "$TO"
# 在Windows的记事本里填过的，去掉它加的回车和文件开头的标记，不然脚本读不对。
[ -e "$TO/kiosk.conf" ] || sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' "$HERE/kiosk.conf" >"$TO/kiosk.conf"
chmod 644 "$TO/kiosk.conf"
install -d -o kiosk -g kiosk "$STATE"
install -m 644 "$HERE/waiting.html" "$STATE"
ln -sf "$TO/kiosk-usb" /usr/local/sbin/kiosk-usb

# 透明光标，给 Wayland 用；做不成就靠播放页自己藏光标。
if command -v xcursorgen >/dev/null; then
  dot=$(mktemp --suffix=.png)
  base64 -d >"$dot" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=
PNG
  for name in default left_ptr; do
    echo "1 0 0 $dot" | xcursorgen - "$TO/cursors/empty/cursors/$name"
  done
  rm -f "$dot"
fi

install -m 644 "$HERE"/daylight-kiosk{,-update,-watch}.service "$HERE"/daylight-kiosk-watch.timer \
  /etc/systemd/system
install -d /etc/systemd/system.conf.d
install -m 644 "$HERE/watchdog-daylight.conf" /etc/systemd/system.conf.d/daylight.conf
if [ -d /etc/chrony/conf.d ]; then
  install -m 644 "$HERE/chrony-daylight.conf" /etc/chrony/conf.d/daylight.conf
  # 系统自带的这一行排在后面，会盖掉我们的。
  sed -i 's/^makestep/#&/' /etc/chrony/chrony.conf
  systemctl restart chrony || true
else
  echo "没有找到 /etc/chrony/conf.d：把 chrony-daylight.conf 的内容加进系统的chrony设置"
fi

# 浏览器的策略：不弹翻译、通知、登录，除了本机的播放页哪里也不去。
for place in /etc/chromium /etc/opt/chrome /etc/opt/edge; do
  install -d "$place/policies/managed"
  install -m 644 "$HERE/browser-policy.json" "$place/policies/managed/daylight-kiosk.json"
done

systemctl daemon-reload
systemctl enable --now daylight-kiosk-update.service daylight-kiosk-watch.timer
if [ "$MODE" = desktop ]; then
  install -m 644 "$HERE/daylight-kiosk.tmpfiles" /etc/tmpfiles.d/daylight-kiosk.conf
  systemd-tmpfiles --create /etc/tmpfiles.d/daylight-kiosk.conf
  home=$(getent passwd kiosk | cut -d: -f6)
  install -d -o kiosk -g kiosk "$home/.config" "$home/.config/autostart"
  install -m 644 "$HERE/daylight-kiosk.desktop" "$home/.config/autostart"
  echo "还要做两件事：在登录管理器里把 kiosk 设为自动登录；在桌面设置里关掉锁屏、屏保、休眠和通知。"
else
  # 服务自己占用显示器，桌面的登录界面要停用。
  systemctl disable --now display-manager.service 2>/dev/null || true
  systemctl set-default multi-user.target
  systemctl enable --now daylight-kiosk.service
fi
echo "装好了。看运行情况：journalctl -u 'daylight-kiosk*' -f"
