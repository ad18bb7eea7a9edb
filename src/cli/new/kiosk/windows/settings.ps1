# 大屏播放机的设置，几个脚本共用。改完注销再登录，或重新开机。

# 大屏编号，与门户 screens 文件夹里的记录一致
$Screen = '@SCREEN@'
# 大屏的网址，以斜杠结尾；只用优盘更新的留空
$Url = '@URL@'

# 每隔几秒看一次服务器上有没有新内容
$PollSeconds = 20
# 多少分钟联系不上服务器，就让播放页知道已经断线
$OfflineMinutes = 10
# 画面多少秒没有换就算卡住。单张画面最长39秒，3倍是117秒
$FreezeSeconds = 120
# 页面答得上话、画面却这么多小时没有换，也重启浏览器
$StuckHours = 12
# 看门狗在本机向浏览器问话的端口，只对本机开放
$Port = 9222
# 授时服务器，例如单位内网的授时服务器；留空就不改系统的设置
$TimeServer = ''
# 浏览器；留空就自动找
$Browser = ''

# 内容放在这里，所有账号都读得到
$State = Join-Path $env:ProgramData 'DaylightKiosk'
