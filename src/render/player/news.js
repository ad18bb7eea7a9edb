// How a new deck is heard of, and how it takes over.

function replace(by, t) {
  if (deck && by !== deck) former = deck;
  deck = by;
  waiting = candidate = wanted = null;
  note('deck', deck.said.version);
  turn(t);
}

// At the beginning of the loop; an urgent one at the end of the slide; none waits past its limit.
function isDue(t) {
  if (!waiting) return false;
  if (!playing || !playing.loop.playlist) return true;
  var limit = waiting.since + (waiting.urgent ? URGENCY : PATIENCE);
  if (t >= limit) return true;
  if (t < playing.ends) return false;
  var next = placeIn(playing.loop, t);
  return waiting.urgent || next.at === 0 || next.ends > limit;
}

function admit(said, t) {
  var fault = 'shape';
  try {
    fault = faultOf(said, wanted.version);
  } catch (strange) {
    note('unread', strange.message);
  }
  if (fault) return refuse(fault, t);
  candidate = opened(said);
  note('loaded', said.version);
}

function refuse(fault, t) {
  note('refused', wanted.version + ': ' + fault);
  wanted.askAt = t + Math.min(poll.seconds, 2 << wanted.tries) * SECOND;
  wanted.tries = Math.min(wanted.tries + 1, 9);
}

function lookFurther(t) {
  if (deck.looked < deck.said.pictures.length) return look(deck);
  if (!candidate || !look(candidate)) return;
  var good = hasFallback(candidate) && wanted && candidate.said.version === wanted.version;
  if (good) {
    waiting = candidate;
    waiting.since = wanted.since;
    waiting.urgent = wanted.urgent;
  } else if (wanted) {
    refuse('pictures', t);
  }
  candidate = null;
}

// Asking for files beside the page. Script tags work from a web server and from a stick.

function ask(channel, address, t) {
  forget(channel);
  var script = document.createElement('script');
  script.async = true;
  script.onload = script.onerror = function (event) {
    if (script !== channel.script) return;
    forget(channel);
    answered(channel, event.type);
    tick();
  };
  script.src = address;
  channel.script = script;
  channel.since = t;
  channel.said = null;
  document.body.appendChild(script);
}

function forget(channel) {
  if (!channel.script) return;
  channel.script.onload = channel.script.onerror = null;
  if (channel.script.parentNode) channel.script.parentNode.removeChild(channel.script);
  channel.script = null;
}

function listen(channel) {
  return function (said) {
    if (document.currentScript === channel.script) channel.said = said;
  };
}

function answered(channel, outcome) {
  var t = now();
  try {
    if (channel === manifest) hear(outcome, t);
    else if (wanted && channel.said) admit(channel.said, t);
    else if (wanted) refuse(outcome === 'load' ? 'unreadable' : outcome, t);
  } catch (wrong) {
    note('error', wrong.message);
  } finally {
    channel.said = null;
  }
}

// A server that never answers would collect connections: they are closed.
function giveUp(t) {
  var tired = (manifest.script && Math.abs(t - manifest.since) > ANSWER) ||
    (download.script && Math.abs(t - download.since) > DOWNLOAD);
  if (!tired) return;
  var asked = manifest.script, loading = download.script;
  forget(manifest);
  forget(download);
  try { window.stop(); } catch (unknown) { note('error', 'stop'); }
  if (asked) answered(manifest, 'timeout');
  if (loading && wanted) refuse('timeout', t);
}

function isManifest(said) {
  return said && said.schema === 1 && said.screen === screenId &&
    said.portal === deck.said.portal && Array.isArray(said.revoked) && typeof said.version === 'string' && /^[\w-]+\.js$/.test(said.deck) &&
    whole(said.built_at, 0, Infinity);
}

function hear(outcome, t) {
  var said = manifest.said;
  if (outcome !== 'load' || !isManifest(said)) {
    poll.failures++;
    note('unheard', outcome === 'load' ? 'unreadable' : outcome);
    return pollAfter(Math.min(poll.seconds, 5 << Math.min(poll.failures - 1, 4)), t);
  }
  if (poll.failures) note('heard', said.version);
  poll.failures = 0;
  if (whole(said.poll_s, 1, 3601)) poll.seconds = said.poll_s;
  poll.beat = said.beat === true;
  pollAfter(poll.seconds, t);
  contact(said, t);
  want(said, t);
  newPlayer = typeof said.player === 'string' && said.player !== player ? said.player : '';
}

function pollAfter(seconds, t) {
  poll.at = t + seconds * SECOND * (0.8 + 0.4 * Math.random());
}

// A web server that answers is contact. A file says only when it was made: on a stick that is
// never renewed it would answer for ever. A kiosk's own mirror is taken away when the server is
// silent, so there a file that can be read is contact too. Nobody knows more than what was built,
// though: a server that repeats an old word, as one does that is built no more or whose copy hangs,
// is silent from the third day on, and so is a stick that was put in late.
function contact(said, t) {
  var mark = said.version + ' ' + said.built_at;
  var renewed = memory.mark && memory.mark !== mark;
  var spoken = said.built_at + SPOKEN;
  if (deck.said.archive) memory.heard = t;
  else if (onWeb || flag('mirror') || renewed) memory.heard = Math.max(memory.heard, Math.min(t, spoken));
  else memory.heard = Math.max(memory.heard, said.built_at);
  memory.mark = mark;
  withdraw(said, t);
  remember();
}

// What was withdrawn stays so until a later day's manifest says otherwise: an earlier one, or one of
// the same day, may come from a cache that fell behind, and one of a day to come from anywhere.
function withdraw(said, t) {
  var later = said.built_at > memory.built && said.built_at <= t + DAY;
  memory.revoked = later ? said.revoked : memory.revoked.concat(said.revoked.filter(function (id) {
    return memory.revoked.indexOf(id) < 0;
  }));
  if (later) memory.built = Math.min(said.built_at, t);
}

function want(said, t) {
  var urgent = said.urgent === true;
  if (said.version === deck.said.version) {
    wanted = candidate = waiting = null;
    return forget(download);
  }
  if (wanted && wanted.version === said.version) {
    wanted.urgent = urgent;
    if (waiting) waiting.urgent = urgent;
    return;
  }
  // Where every answer names another deck, the first wait counts: else none would ever be played.
  var since = wanted && waiting ? wanted.since : t;
  wanted = { version: said.version, file: said.deck, urgent: urgent, since: since, tries: 0, askAt: t };
  candidate = waiting = null;
  forget(download);
  if (former && former.said.version === said.version && hasFallback(former)) {
    waiting = former;
    waiting.since = since;
    waiting.urgent = urgent;
  }
}

function askWhatIsDue(t) {
  giveUp(t);
  if (!manifest.script && t >= poll.at) ask(manifest, 'manifest.js?t=' + t, t);
  var missing = wanted && !candidate && !waiting && !download.script;
  if (missing && t >= wanted.askAt) {
    ask(download, wanted.file + (wanted.tries ? '?t=' + t : ''), t);
  }
}
