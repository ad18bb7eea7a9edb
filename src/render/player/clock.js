// Signs of life, and the clock that drives everything.

function beat(t) {
  if (t >= saveAt || saveAt - t > HOUR) {
    if (saveAt) remember();
    saveAt = t + 5 * MINUTE;
    stayAwake();
  }
  if (!onWeb || flag('preview') || !(poll.beat || flag('beat'))) return;
  if (t < beatAt && beatAt - t < HOUR) return;
  beatAt = t + 5 * MINUTE;
  new Image().src = 'beat.gif?s=' + encodeURIComponent(screenId) + '&v=' + deck.said.version +
    '&slide=' + encodeURIComponent(playing ? playing.slide.id : '') +
    '&age=' + Math.floor(silence(t) / SECOND) + '&err=' + errors + '&t=' + t;
}

function stayAwake() {
  if (flag('preview') || !navigator.wakeLock || (awake && !awake.released)) return;
  navigator.wakeLock.request('screen').then(function (lock) { awake = lock; }, function () { awake = null; });
}

function tell(t) {
  if (!flag('debug')) return;
  var whenIn = new Date(t + BEIJING).toISOString().slice(0, 19).replace('T', ' ');
  var same = window.innerWidth === deck.said.width && window.innerHeight === deck.said.height;
  stage.className = same ? '' : 'outside';
  debug.style.display = 'block';
  debug.textContent = [
    '屏 ' + screenId + '　' + deck.said.width + '×' + deck.said.height +
      '　窗口 ' + window.innerWidth + '×' + window.innerHeight,
    '版本 ' + deck.said.version + (waiting ? '　待换 ' + waiting.said.version : ''),
    '北京时间 ' + whenIn + (clockIsWrong(t) ? '　时钟不对' : ''),
    playing ? '正在播放 ' + (playing.loop.playlist || '保底') + '　' + (playing.at + 1) + '/' +
      playing.loop.slides.length + '　' + playing.slide.id : '无可播放内容',
    '距上次联络 ' + Math.floor(silence(t) / MINUTE) + ' 分钟　差错 ' + errors
  ].concat(memory.ring.slice(-8).map(function (entry) {
    return new Date(entry[0] + BEIJING).toISOString().slice(11, 19) + ' ' + entry[1] + ' ' + entry[2];
  })).join('\n');
}

// After a jump, or a sleep, everything measured before it means nothing: the player finds its
// place anew and asks at once.
function watchClock(t) {
  if (lastStep && (t < lastStep - SECOND || t > lastStep + 30 * SECOND)) {
    note('clock', Math.round((t - lastStep) / SECOND) + ' s');
    playing = null;
    poll.at = t;
    if (wanted) wanted.askAt = Math.min(wanted.askAt, t);
  }
  memory.heard = Math.min(memory.heard, t);
  // Under a clock that is behind, the moment it was built lies ahead: silence begins at once.
  if (!clockIsWrong(t)) deck.spoke = Math.min(deck.spoke, t);
  lastStep = t;
}

function isOver(t) {
  return !playing || t >= playing.ends || t < playing.begins - SECOND || !maySee(playing.slide, t);
}

function advance(t) {
  if (isDue(t)) replace(waiting, t);
  else if (isOver(t)) turn(t);
}

// What is done at every look at the clock. None of it keeps the others from being done.
var duties = [watchClock, advance, fit, dress, prepareNext, lookFurther, askWhatIsDue, renew, beat, tell];

function tick() {
  var t = now(), i;
  steps++;
  try {
    for (i = 0; i < duties.length; i++) perform(duties[i], t);
  } finally {
    arm();
  }
}

function perform(duty, t) {
  try {
    duty(t);
  } catch (wrong) {
    note('error', wrong && wrong.message);
  }
}

var timer = 0;
function arm() {
  window.clearTimeout(timer);
  var busy = candidate || deck.looked < deck.said.pictures.length;
  var left = playing ? playing.ends - now() : STEP;
  timer = window.setTimeout(tick, Math.max(4, Math.min(busy ? 25 : STEP, left)));
}

// Timers have been lost before: a second one looks whether the first still runs.
function check() {
  if (steps === stepsSeen && !document.hidden) {
    note('error', 'the clock stood still');
    tick();
  }
  stepsSeen = steps;
}

function begin() {
  var holder = document.getElementById('deck'), said = JSON.parse(holder.textContent);
  holder.parentNode.removeChild(holder);
  if (faultOf(said)) throw new Error('the deck in the page: ' + faultOf(said));
  recall();
  deck = opened(said);
  if (whole(said.poll_s, 1, 3601)) poll.seconds = said.poll_s;
  window.LED_MANIFEST = listen(manifest);
  window.LED_DECK = listen(download);
  document.oncontextmenu = function () { return false; };
  poll.at = now() + SECOND * (1 + 2 * Math.random());
  note('start', said.version);
  if (flag('probe')) {
    show(placeIn(loopAt(said.built_at), said.built_at));
    return window.parent.postMessage('led ' + player, '*');
  }
  tick();
  window.setInterval(check, 5 * SECOND);
}

begin();
