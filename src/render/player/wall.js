// What is seen.

function nameOf(place) {
  return [deck.said.version, place.slide.picture, place.at, place.loop.slides.length].join(' ');
}

function fill(layer, place) {
  var name = nameOf(place), body = deck.said.pictures[place.slide.picture];
  if (layer.holds === name) return;
  layer.holds = '';
  layer.node.innerHTML = svgOf(deck, body + segments(place.at, place.loop.slides.length), layer.mark);
  if (layer.node.firstChild.childNodes.length < 2) throw new Error('an empty picture');
  layer.holds = name;
}

// One segment for each slide of a loop of several; that of this slide is lit. Where they are too
// many to tell apart, one runs along a track.
function segments(lit, of) {
  var bar = deck.said.bar, gap, width, at, out = '';
  if (!bar || !bar.height || of < 2) return out;
  function rect(x, width, colour) {
    return '<rect x="' + x + '" y="' + bar.y + '" width="' + width + '" height="' + bar.height +
      '" fill="' + colour + '"/>';
  }
  gap = Math.max(1, Math.floor(bar.height * 3 / 2));
  width = Math.floor((bar.width - gap * (of - 1)) / of);
  if (width < bar.height) {
    width = Math.max(Math.floor(bar.width / of), bar.height * 2);
    at = bar.x + Math.floor((bar.width - width) * lit / (of - 1));
    return rect(bar.x, bar.width, bar.off) + rect(at, width, bar.on);
  }
  for (at = 0; at < of; at++) {
    out += rect(bar.x + at * (width + gap), width, at === lit ? bar.on : bar.off);
  }
  return out;
}

// The layer below is complete before it comes to the front; the other stays complete beneath it.
function show(place) {
  if (front.holds !== nameOf(place)) {
    fill(back, place);
    back.node.className = 'layer front';
    front.node.className = 'layer';
    var other = front;
    front = back;
    back = other;
  }
  front.node.setAttribute('role', 'img');
  front.node.setAttribute('aria-label', place.slide.alt || '');
  back.node.removeAttribute('role');
  back.node.removeAttribute('aria-label');
}

function turn(t) {
  var tries, loop;
  for (tries = 0; tries <= deck.said.count; tries++) {
    loop = loopAt(t);
    if (!loop.slides.length) return darken();
    var place = entered(loop, t);
    try {
      show(place);
      if (!playing || playing.slide !== place.slide || playing.ends <= t) note('slide', place.slide.id);
      playing = place;
      return say(place);
    } catch (broken) {
      deck.broken[place.slide.picture] = true;
      note('error', place.slide.id + ': ' + broken.message);
    }
  }
  if (former && hasFallback(former)) replace(former, t);
}

// Everything was revoked, even the fallback: the one case in which the wall goes dark.
function darken() {
  playing = null;
  front.node.innerHTML = back.node.innerHTML = '';
  front.holds = back.holds = '';
  stage.setAttribute('data-slide', '');
}

// What is shown, for whoever looks after the screen from outside.
function say(place) {
  stage.setAttribute('data-version', deck.said.version);
  stage.setAttribute('data-playlist', place.loop.playlist);
  stage.setAttribute('data-slide', place.slide.id);
  document.title = screenId + ' ' + deck.said.version + ' ' + place.slide.id;
}

function prepareNext(t) {
  if (!playing || t - playing.begins < Math.min(500, playing.slide.ms / 2)) return;
  var next = placeIn(playing.loop, playing.ends);
  if (deck.broken[next.slide.picture] || front.holds === nameOf(next)) return;
  try {
    fill(back, next);
  } catch (broken) {
    deck.broken[next.slide.picture] = true;
    note('error', next.slide.id + ': ' + broken.message);
  }
}

// A preview is looked at in the office: there it never dims.
function dress(t) {
  var level = playing && !flag('preview') ? playing.loop.level : 100;
  dim.style.opacity = String((100 - level) / 100);
  var old = !deck.said.archive && !clockIsWrong(t) && deck.said.stale &&
    silence(t) > deck.said.stale_after_h * HOUR;
  if (old && badge.getAttribute('data-of') !== deck.said.version) {
    badge.innerHTML = svgOf(deck, deck.said.stale, 's');
    badge.setAttribute('data-of', deck.said.version);
  }
  // Where it covers words, it is shown in turn with them.
  var turn = !deck.said.stale_alone || mod(Math.floor(t / SECOND), 12) < 3;
  badge.style.display = old && turn ? 'block' : 'none';
}

// Where the stage lies: pixel for pixel in the middle, or scaled into the frame of a preview.
// Against burn-in it moves by whole pixels, the same on every screen.
function fit(t) {
  var wide = window.innerWidth, high = window.innerHeight, step = Math.floor(t / (10 * MINUTE));
  var w = deck.said.width, h = deck.said.height;
  var dots = window.devicePixelRatio || 1, scale = 1 / dots;
  if (flag('preview')) scale = Math.min(wide / w, high / h);
  var shifts = deck.said.shift && !flag('preview');
  var dx = shifts ? [0, 1, 2, 1, 0, -1, -2, -1][mod(step, 8)] : 0;
  var dy = shifts ? [0, 1, 0, -1, 2, 1, -2, -1][mod(Math.floor(step / 8) + step, 8)] : 0;
  var x = (Math.round((wide - w * scale) * dots / 2) + dx) / dots;
  var y = (Math.round((high - h * scale) * dots / 2) + dy) / dots;
  var size = [w, h, x, y, scale].join(' ');
  if (size === frameSize) return;
  frameSize = size;
  stage.style.width = w + 'px';
  stage.style.height = h + 'px';
  stage.style.transform = 'translate(' + x + 'px,' + y + 'px)' + (scale === 1 ? '' : ' scale(' + scale + ')');
}
