// A new player: the one reason to load the page again, at night, and only after the new page has
// played in a hidden frame.

function renew(t) {
  var minute = minuteOfDay(t);
  var atNight = minute >= nightMinute && minute < 270 && !clockIsWrong(t);
  if (probe && (!newPlayer || Math.abs(t - probe.since) > MINUTE)) endProbe();
  if (!newPlayer || !atNight || probe || flag('preview')) return;
  if (window.name === 'led ' + dayOf(t)) return;
  window.name = 'led ' + dayOf(t);
  var frame = document.createElement('iframe');
  frame.style.visibility = 'hidden';
  frame.src = location.href.split(/[?#]/)[0] + '?t=' + t + '#probe';
  probe = { frame: frame, since: t };
  window.onmessage = probed;
  document.body.appendChild(frame);
}

function probed(event) {
  if (!probe || event.source !== probe.frame.contentWindow) return;
  if (event.data !== 'led ' + newPlayer) return;
  endProbe();
  remember();
  location.reload();
}

function endProbe() {
  window.onmessage = null;
  document.body.removeChild(probe.frame);
  probe = null;
}
