# 把大屏的内容取到本机：先内容，再播放页，最后清单；每个文件写完整了才换上。
# 断网、断电、服务器出错，原来的一版都不动。
#
#   update.ps1          取一次
#   update.ps1 -Loop    一直取（计划任务“大屏内容更新”用这个）
#   update.ps1 -Usb     从优盘导入，优盘上放 screens\大屏编号 文件夹
param([switch]$Loop, [switch]$Usb)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. (Join-Path $PSScriptRoot 'settings.ps1')
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$Target = Join-Path $State 'screen'
$New = Join-Path $State 'new'
$Contact = Join-Path $State 'contact'
# 最近一次取到的清单。断线时清单从播放页眼前拿走，联系上了再放回去。
$Kept = Join-Path $State 'manifest.js'
$Shown = Join-Path $Target 'manifest.js'

function Receive-Part([string]$name, [string]$from) {
    $file = Join-Path $New $name
    if ($from) {
        Copy-Item -LiteralPath (Join-Path $from $name) -Destination $file
        return
    }
    # 网址末尾的斜杠漏写了也认；后面的时间让中间的缓存不起作用。
    $address = '{0}/{1}?t={2}' -f $Url.TrimEnd('/'), $name, [DateTime]::UtcNow.Ticks
    Invoke-WebRequest -UseBasicParsing -Uri $address -OutFile $file -TimeoutSec 60 `
        -Headers @{ 'Cache-Control' = 'no-cache' }
}

function Read-Part([string]$name) {
    return [IO.File]::ReadAllText((Join-Path $New $name), [Text.Encoding]::UTF8)
}

# 清单里一项的值
function Get-Value([string]$text, [string]$key) {
    $found = [regex]::Match($text, '"' + $key + '"\s*:\s*"([^"]*)"')
    return $found.Groups[1].Value
}

# 服务器出错时常常返回一个网页，或者只有半截，都在这里拦住。
function Assert-Ends([string]$name, [string]$text, [string]$head, [string]$tail) {
    $whole = $text.StartsWith($head, [StringComparison]::Ordinal) -and
        $text.TrimEnd().EndsWith($tail, [StringComparison]::Ordinal)
    if (-not $whole) { throw "$name 不完整" }
}

# 一步换上，播放页看不到半个文件。
function Move-Part([string]$from, [string]$to) {
    if (Test-Path -LiteralPath $to) {
        # 第三个参数是备份文件；PowerShell会把$null变成空字符串，所以用NullString。
        [IO.File]::Replace($from, $to, [NullString]::Value)
    } else {
        [IO.File]::Move($from, $to)
    }
}

# 把清单放到播放页眼前，并记下联系上的时间。
function Show-Manifest {
    $text = [IO.File]::ReadAllText($Kept)
    if (-not (Test-Path -LiteralPath $Shown) -or [IO.File]::ReadAllText($Shown) -ne $text) {
        $copy = Join-Path $New 'shown.js'
        [IO.File]::WriteAllText($copy, $text)
        Move-Part $copy $Shown
    }
    [IO.File]::WriteAllText($Contact, '')
}

# 新清单里的撤下名单，先写进眼前的清单。内容一时取不到，撤下也不能等。
function Set-Revoked([string]$manifest) {
    if (-not (Test-Path -LiteralPath $Kept)) { return }
    $shape = '"revoked"\s*:\s*\[[^\]]*\]'
    $revoked = [regex]::Match($manifest, $shape).Value
    if (-not $revoked) { return }
    $text = [regex]::Replace([IO.File]::ReadAllText($Kept), $shape, $revoked.Replace('$', '$$'))
    $copy = Join-Path $New 'kept.js'
    [IO.File]::WriteAllText($copy, $text)
    Move-Part $copy $Kept
    Show-Manifest
}

function Update-Once([string]$from) {
    foreach ($folder in $Target, $New) { New-Item -ItemType Directory $folder -Force | Out-Null }
    Get-ChildItem -LiteralPath $New -File | Remove-Item -Force
    Receive-Part 'manifest.js' $from
    $manifest = Read-Part 'manifest.js'
    Assert-Ends 'manifest.js' $manifest 'LED_MANIFEST(' ');'
    if ((Get-Value $manifest 'screen') -ne $Screen) { throw "清单不是大屏 $Screen 的" }
    $version = Get-Value $manifest 'version'
    $deck = Get-Value $manifest 'deck'
    # 文件名只认这一种写法，清单写错也不会把别的文件盖掉。
    if ($version -cnotmatch '^[0-9a-f]{16}$' -or $deck -cne "deck-$version.js") {
        throw "清单里的版本不对：$version $deck"
    }
    $isSame = (Test-Path -LiteralPath $Kept) -and
        [IO.File]::ReadAllText($Kept) -ceq $manifest -and
        (Test-Path -LiteralPath (Join-Path $Target $deck))
    if (-not $isSame) {
        try { Receive-Deck $from $version $deck } catch {
            $reason = $_
            Set-Revoked $manifest
            throw $reason
        }
        # 清单放在最后：它一换上，要用的文件都已经在了。
        Move-Part (Join-Path $New 'manifest.js') $Kept
        # 旧内容留八天，播放页可能还在放。
        Get-ChildItem -LiteralPath $Target -Filter 'deck-*.js' |
            Where-Object { $_.Name -ne $deck -and $_.LastWriteTime -lt (Get-Date).AddDays(-8) } |
            Remove-Item -Force
        Write-Output "已更新到 $version"
    }
    Show-Manifest
}

# 内容和播放页取齐、验过，再依次换上。
function Receive-Deck([string]$from, [string]$version, [string]$deck) {
    Receive-Part $deck $from
    $text = Read-Part $deck
    Assert-Ends $deck $text 'LED_DECK(' ');'
    if ((Get-Value $text 'version') -ne $version) { throw "$deck 的版本不对" }
    Receive-Part 'index.html' $from
    $page = Read-Part 'index.html'
    Assert-Ends 'index.html' $page '<!' '</html>'
    if ($page -notmatch ('"screen"\s*:\s*"' + $Screen + '"')) { throw '播放页不是这块大屏的' }
    Move-Part (Join-Path $New $deck) (Join-Path $Target $deck)
    Move-Part (Join-Path $New 'index.html') (Join-Path $Target 'index.html')
}

# 联系不上超过 $OfflineMinutes 分钟，就把清单拿走，播放页由此知道断线了：画面接着放，
# 断线超过时限的曝光和点名退出。不这样做，播放页每分钟都读得到本机的清单，会一直以为没有断线。
function Watch-Contact {
    if (-not (Test-Path -LiteralPath $Shown)) { return }
    $isRecent = (Test-Path -LiteralPath $Contact) -and
        (Get-Item -LiteralPath $Contact).LastWriteTime -gt (Get-Date).AddMinutes(-$OfflineMinutes)
    if ($isRecent) { return }
    Remove-Item -LiteralPath $Shown -Force
    Write-Output "超过 $OfflineMinutes 分钟没有联系上，播放页转为断线播放"
}

function Find-Usb {
    foreach ($drive in [IO.DriveInfo]::GetDrives()) {
        if ($drive.DriveType -ne 'Removable' -or -not $drive.IsReady) { continue }
        $folder = Join-Path $drive.RootDirectory.FullName "screens\$Screen"
        if (Test-Path -LiteralPath (Join-Path $folder 'manifest.js')) { return $folder }
    }
    throw "没有找到优盘上的 screens\$Screen\manifest.js"
}

# 后台更新和优盘导入会互相打断，所以排队：谁占着这个文件，谁先做。
function Open-Turn {
    foreach ($second in 1..120) {
        try { return [IO.File]::Open((Join-Path $State 'lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch { Start-Sleep -Seconds 1 }
    }
    throw '另一处更新一直没有结束'
}

function Update-InTurn([string]$from) {
    $turn = Open-Turn
    try { Update-Once $from } finally { $turn.Dispose() }
}

if ($Usb) {
    Update-InTurn (Find-Usb)
    Write-Output '导入完成，可以拔优盘。画面在两分钟内换成新的。'
    exit 0
}
if (-not $Loop) {
    if (-not $Url) { throw 'settings.ps1里没有写网址' }
    Update-InTurn ''
    exit 0
}
# 重新开机以后，没有联系上就当作断线。
Remove-Item -LiteralPath $Contact -Force -ErrorAction SilentlyContinue
while ($true) {
    try {
        Watch-Contact
        if ($Url) { Update-InTurn '' }
    } catch {
        Write-Warning $_
    }
    Start-Sleep -Seconds $PollSeconds
}
