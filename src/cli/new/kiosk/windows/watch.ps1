# 看门狗：每分钟看一次画面有没有在换，卡住了就结束浏览器，由 kiosk.ps1 再打开。
# 由计划任务“大屏看门狗”在后台运行，不会在大屏上闪出窗口。
#
# 播放页每换一张画面，就把网页标题改成“大屏编号 版本 画面编号”。这里从浏览器的调试端口
# （只对本机开放）读标题；标题太久没变，再当面问页面一句“你画得出新的一帧吗”，答不上来才算
# 卡住：有的时段本来只有一张画面，标题不变是正常的。
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'settings.ps1')
$Run = Join-Path $State 'run'
$Memory = Join-Path $Run 'watch.json'
# 浏览器刚打开时不去问它。
$StartSeconds = 60
$AnswerSeconds = 10

# 浏览器里的那个页面；没有就是 $null，端口没人答应就出错。
function Get-Tab {
    $request = [Net.WebRequest]::Create("http://127.0.0.1:$Port/json/list")
    $request.Proxy = $null
    $request.Timeout = $AnswerSeconds * 1000
    $response = $request.GetResponse()
    try {
        $reader = [IO.StreamReader]::new($response.GetResponseStream(), [Text.Encoding]::UTF8)
        $tabs = $reader.ReadToEnd() | ConvertFrom-Json
    } finally { $response.Close() }
    # 有的版本把地址栏的弹窗也算页面，播放页的网址才是文件。
    return $tabs | Where-Object { $_.type -eq 'page' } |
        Sort-Object { -not $_.url.StartsWith('file:') } | Select-Object -First 1
}

# 当面问页面，看它在期限内画不画得出一帧。画面被挡住时浏览器不画，所以过两秒也算答。
function Test-Answer([string]$address) {
    $question = '{"id":1,"method":"Runtime.evaluate","params":{"awaitPromise":true,"expression":' +
        '"new Promise(function(a){requestAnimationFrame(a);setTimeout(a,2000)})"}}'
    $socket = New-Object Net.WebSockets.ClientWebSocket
    $socket.Options.Proxy = $null
    $limit = New-Object Threading.CancellationTokenSource ($AnswerSeconds * 1000)
    try {
        $socket.ConnectAsync([Uri]$address, $limit.Token).Wait()
        $bytes = [Text.Encoding]::UTF8.GetBytes($question)
        $words = New-Object 'ArraySegment[byte]' -ArgumentList @(, $bytes)
        $kind = [Net.WebSockets.WebSocketMessageType]::Text
        $socket.SendAsync($words, $kind, $true, $limit.Token).Wait()
        $buffer = New-Object byte[] 65536
        $room = New-Object 'ArraySegment[byte]' -ArgumentList @(, $buffer)
        $heard = $socket.ReceiveAsync($room, $limit.Token)
        $heard.Wait()
        $answer = [Text.Encoding]::UTF8.GetString($buffer, 0, $heard.Result.Count)
        return $answer.Contains('"result":{"result"')
    } catch {
        return $false
    } finally {
        $socket.Dispose()
    }
}

# 记下的浏览器进程；必须是我们打开的，认错了就不动。
function Get-Browser {
    $file = Join-Path $Run 'browser.pid'
    if (-not (Test-Path -LiteralPath $file)) { return $null }
    $number = 0
    if (-not [int]::TryParse((Get-Content -LiteralPath $file -TotalCount 1), [ref]$number)) {
        return $null
    }
    $process = Get-CimInstance Win32_Process -Filter "ProcessId = $number"
    if ($process -and $process.CommandLine -like '*DaylightKiosk\profile*') { return $number }
    return $null
}

# 开机以来的秒数：校时把钟拨来拨去，也不会误判。
function Get-Seconds {
    return [Diagnostics.Stopwatch]::GetTimestamp() / [Diagnostics.Stopwatch]::Frequency
}

# 哪里不对，空的就是没有不对；Patient 表示再等等看，免得一次没答应就重启。
function Get-Trouble($seen, [double]$now) {
    try { $tab = Get-Tab } catch { return @{ Words = '浏览器没有答应'; Patient = $true } }
    if (-not $tab) { return @{ Words = '浏览器里没有页面'; Patient = $true } }
    if (-not $tab.title.StartsWith("$Screen ", [StringComparison]::Ordinal)) {
        return @{ Words = "页面不是播放页：$($tab.url)"; Patient = $true }
    }
    if ($tab.title -ne $seen.title) {
        $seen.title = $tab.title
        $seen.since = $now
        return $null
    }
    $still = $now - $seen.since
    if ($still -lt $FreezeSeconds) { return $null }
    if (-not (Test-Answer $tab.webSocketDebuggerUrl)) {
        return @{ Words = "画面$([int]$still)秒没有换，页面答不上话"; Patient = $false }
    }
    if ($still -gt $StuckHours * 3600) {
        return @{ Words = "画面超过$($StuckHours)小时没有换"; Patient = $false }
    }
    return $null
}

function New-Memory($browser, [double]$now) {
    return [pscustomobject]@{ browser = $browser; start = $now; title = ''; since = $now; wrong = 0 }
}

$browser = Get-Browser
# 没有浏览器：正在重启，或者有人退出了播放。
if (-not $browser) { exit 0 }
$now = Get-Seconds
try { $seen = Get-Content -LiteralPath $Memory -Raw -Encoding UTF8 | ConvertFrom-Json } catch {
    $seen = New-Memory $browser $now
}
# 换了浏览器，或者重新开过机，从头记。
if ($seen.browser -ne $browser -or $seen.start -gt $now) { $seen = New-Memory $browser $now }
$trouble = Get-Trouble $seen $now
if (-not $trouble) {
    $seen.wrong = 0
} elseif ($seen.wrong -eq 0) {
    $seen.wrong = $now
}
$seen | ConvertTo-Json | Set-Content -LiteralPath $Memory -Encoding UTF8
if (-not $trouble) { exit 0 }
Write-Warning $trouble.Words
$waited = -not $trouble.Patient -or $now - $seen.wrong -ge $FreezeSeconds
if ($waited -and $now - $seen.start -ge $StartSeconds) {
    $line = '{0:yyyy-MM-dd HH:mm:ss} {1}，重启浏览器' -f (Get-Date), $trouble.Words
    Add-Content -LiteralPath (Join-Path $Run 'watch.log') -Value $line -Encoding UTF8
    Stop-Process -Id $browser -Force
}
