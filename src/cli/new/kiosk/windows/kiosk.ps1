# 打开浏览器，播放本机上的那一份内容；浏览器退出就再打开。
# 登录以后由计划任务“大屏播放”或启动文件夹里的快捷方式运行，两个都有也只跑一份。
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'settings.ps1')

function Find-Browser {
    $places = @(
        $Browser
        (Join-Path $env:ProgramFiles 'Google\Chrome\Application\chrome.exe')
        (Join-Path ${env:ProgramFiles(x86)} 'Google\Chrome\Application\chrome.exe')
        (Join-Path ${env:ProgramFiles(x86)} 'Microsoft\Edge\Application\msedge.exe')
        (Join-Path $env:ProgramFiles 'Microsoft\Edge\Application\msedge.exe')
    )
    foreach ($place in $places) {
        if ($place -and (Test-Path -LiteralPath $place)) { return $place }
    }
    throw '找不到浏览器：装Edge或Chrome，或在settings.ps1的$Browser里写明'
}

# 先播放本机的那一份。一次也没有取到过内容，才打开等待页。
# #mirror 告诉播放页：清单在，就是联系得上服务器；清单不在，就是断线。
function Get-Page {
    $index = Join-Path $State 'screen\index.html'
    if (Test-Path -LiteralPath $index) { return ([Uri]$index).AbsoluteUri + '#mirror' }
    return ([Uri](Join-Path $State 'waiting.html')).AbsoluteUri
}

# 这个账号自己的设置：不进屏保，不弹通知，光标放到右下角。
function Set-Desktop {
    $desktop = 'HKCU:\Control Panel\Desktop'
    Set-ItemProperty -Path $desktop -Name ScreenSaveActive -Value '0'
    Set-ItemProperty -Path $desktop -Name ScreenSaverIsSecure -Value '0'
    $toast = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\PushNotifications'
    if (-not (Test-Path $toast)) { New-Item -Path $toast -Force | Out-Null }
    Set-ItemProperty -Path $toast -Name ToastEnabled -Value 0 -Type DWord
    Add-Type -AssemblyName System.Windows.Forms
    $bounds = [Windows.Forms.Screen]::PrimaryScreen.Bounds
    [Windows.Forms.Cursor]::Position =
        New-Object Drawing.Point ($bounds.Right - 1), ($bounds.Bottom - 1)
}

# 用户数据用完就扔：断电以后不会弹出“恢复页面”，缓存也不会越积越多。
function Clear-Profile {
    $folder = Join-Path $env:LOCALAPPDATA 'DaylightKiosk\profile'
    if (Test-Path -LiteralPath $folder) {
        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
    }
    New-Item -ItemType Directory -Path $folder -Force | Out-Null
    return $folder
}

function Get-Flags([string]$program, [string]$folder) {
    $flags = @(
        "--user-data-dir=`"$folder`"", '--no-first-run', '--no-default-browser-check'
        '--lang=zh-CN', '--force-device-scale-factor=1'
        # 不弹任何提示
        '--noerrdialogs', '--disable-infobars', '--disable-session-crashed-bubble'
        '--hide-crash-restore-bubble', '--disable-notifications', '--disable-pinch'
        '--overscroll-history-navigation=0'
        '--disable-features=Translate,MediaRouter,CalculateNativeWinOcclusion'
        # 不连别的主机
        '--disable-component-update', '--disable-background-networking', '--disable-sync'
        '--disable-extensions', '--no-pings'
        # 被遮住也照常播放
        '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding'
        '--disable-background-timer-throttling'
        # 看门狗从这里问话
        '--remote-debugging-address=127.0.0.1', "--remote-debugging-port=$Port"
    )
    if ($program -like '*msedge.exe') {
        $flags += '--edge-kiosk-type=fullscreen', '--kiosk-idle-timeout-minutes=0'
    } else {
        $flags += '--incognito'
    }
    return $flags + @('--kiosk', (Get-Page))
}

$mine = $false
$only = New-Object Threading.Mutex $true, 'Local\DaylightKiosk', ([ref]$mine)
if (-not $mine) { exit 0 }

$program = Find-Browser
$run = Join-Path $State 'run'
while ($true) {
    # 这些设置做不成也要播放。
    try { Set-Desktop } catch { Write-Warning $_ }
    $flags = Get-Flags $program (Clear-Profile)
    $process = Start-Process -FilePath $program -ArgumentList $flags -PassThru
    Set-Content -LiteralPath (Join-Path $run 'browser.pid') -Value $process.Id -Encoding ASCII
    $process.WaitForExit()
    Start-Sleep -Seconds 1
}
