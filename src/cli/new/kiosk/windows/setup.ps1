# 在Windows播放机上安装：右键 setup.cmd，选“以管理员身份运行”。再运行一次就是升级。
# 撤销：在管理员的PowerShell里运行 setup.ps1 -Undo
param([switch]$Undo)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'settings.ps1')
$Program = Join-Path $env:ProgramFiles 'DaylightKiosk'
$Tasks = @{ 'task-kiosk.xml' = '大屏播放'; 'task-update.xml' = '大屏内容更新'; 'task-watch.xml' = '大屏看门狗' }
# 大屏专用的电源计划，和系统自带的“平衡”。
$Plan = '7d1f6a52-0c1e-4f5e-9a53-1ed1ed1ed001'
$Balanced = '381b4222-f694-41f0-9685-ff5bb260df2e'

# 全机的设置：不弹提示，不锁屏；更新照装，放在星期天凌晨三点，不在白天重启。
$update = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate'
$Values = @(
    @($update, 'SetUpdateNotificationLevel', 1)
    @($update, 'UpdateNotificationLevel', 2)
    @("$update\AU", 'NoAutoUpdate', 0)
    @("$update\AU", 'AUOptions', 4)
    @("$update\AU", 'ScheduledInstallDay', 1)
    @("$update\AU", 'ScheduledInstallTime', 3)
    @("$update\AU", 'AlwaysAutoRebootAtScheduledTime', 1)
    @("$update\AU", 'AlwaysAutoRebootAtScheduledTimeMinutes', 15)
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\Personalization', 'NoLockScreen', 1)
    @('HKLM:\SOFTWARE\Microsoft\Windows\Windows Error Reporting', 'DontShowUI', 1)
    @('HKLM:\SOFTWARE\Policies\Microsoft\Edge', 'HideFirstRunExperience', 1)
    @('HKLM:\SOFTWARE\Policies\Microsoft\Edge', 'TranslateEnabled', 0)
    @('HKLM:\SOFTWARE\Policies\Google\Chrome', 'TranslateEnabled', 0)
)

$who = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $who.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw '要以管理员身份运行'
}

if ($Undo) {
    foreach ($name in $Tasks.Values) {
        Unregister-ScheduledTask -TaskName $name -Confirm:$false -ErrorAction SilentlyContinue
    }
    foreach ($value in $Values) {
        Remove-ItemProperty -Path $value[0] -Name $value[1] -ErrorAction SilentlyContinue
    }
    powercfg /setactive $Balanced
    powercfg /delete $Plan
    Write-Output "已撤销。$Program 和 $State 里的文件没有删。"
    exit 0
}

if ($Screen -eq '待填写' -or $Url -eq '待填写') { throw '先打开settings.ps1，填上写着待填写的几项' }

# 脚本放在普通账号改不了的地方；内容由后台的更新任务写，播放账号只写run文件夹。
New-Item -ItemType Directory -Path $Program, $State, (Join-Path $State 'run') -Force | Out-Null
foreach ($file in 'kiosk.ps1', 'update.ps1', 'watch.ps1', 'setup.ps1', 'start.cmd', 'usb.cmd') {
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot $file) -Destination $Program -Force
}
$settings = Join-Path $Program 'settings.ps1'
if (-not (Test-Path -LiteralPath $settings)) {
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'settings.ps1') -Destination $settings
}
Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'waiting.html') -Destination $State -Force
# S-1-5-19是后台更新用的本地服务账号，S-1-5-32-545是所有普通账号。
icacls $State /grant '*S-1-5-19:(OI)(CI)M' | Out-Null
icacls (Join-Path $State 'run') /grant '*S-1-5-32-545:(OI)(CI)M' | Out-Null

foreach ($value in $Values) {
    if (-not (Test-Path $value[0])) { New-Item -Path $value[0] -Force | Out-Null }
    Set-ItemProperty -Path $value[0] -Name $value[1] -Value $value[2] -Type DWord
}

# 电源：显示器、硬盘、整机都不休眠。值是秒，0就是永不。
if (-not (powercfg /list | Select-String -SimpleMatch $Plan)) {
    powercfg /duplicatescheme $Balanced $Plan | Out-Null
    powercfg /changename $Plan '大屏播放' | Out-Null
}
$never = @(@('SUB_VIDEO', 'VIDEOIDLE'), @('SUB_SLEEP', 'STANDBYIDLE'), @('SUB_SLEEP', 'HIBERNATEIDLE'), @('SUB_DISK', 'DISKIDLE'))
foreach ($pair in $never) {
    powercfg /setacvalueindex $Plan $pair[0] $pair[1] 0
    powercfg /setdcvalueindex $Plan $pair[0] $pair[1] 0
}
powercfg /setactive $Plan
powercfg /hibernate off

# 时间：大屏按钟点换画面、按日期撤曝光，钟必须准；差得再多也拨正。
if ($TimeServer) {
    $clock = 'HKLM:\SYSTEM\CurrentControlSet\Services\W32Time\Config'
    foreach ($name in 'MaxPosPhaseCorrection', 'MaxNegPhaseCorrection') {
        # -1就是0xFFFFFFFF，不设上限。
        New-ItemProperty -Path $clock -Name $name -PropertyType DWord -Value -1 -Force | Out-Null
    }
    Set-Service -Name w32time -StartupType Automatic
    Start-Service -Name w32time
    w32tm /config "/manualpeerlist:$TimeServer,0x8" /syncfromflags:manual /update
    w32tm /resync
}

foreach ($file in $Tasks.Keys) {
    $xml = Get-Content -LiteralPath (Join-Path $PSScriptRoot $file) -Raw -Encoding UTF8
    $xml = $xml.Replace('C:\Program Files\DaylightKiosk', $Program)
    Register-ScheduledTask -TaskName $Tasks[$file] -Xml $xml -Force | Out-Null
}
Start-ScheduledTask -TaskName '大屏内容更新'
Write-Output '装好了。接着设置自动登录（见先读这里.txt），然后重新开机。'
