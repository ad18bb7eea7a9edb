// What may be seen, and when.

function clockIsWrong(t) {
  return t < deck.said.built_at - DAY || t > deck.said.built_at + 400 * DAY;
}

function silence(t) {
  return t - Math.max(memory.heard, deck.spoke);
}

function isRevoked(slide) {
  function listed(id) {
    return memory.revoked.indexOf(id) >= 0 || deck.said.revoked.indexOf(id) >= 0;
  }
  return listed(slide.id) || slide.items.some(listed);
}

function fits(span, t) {
  return (!span.from || t >= span.from) && (!span.until || t < span.until);
}

function maySee(slide, t) {
  if (deck.broken[slide.picture] || isRevoked(slide)) return false;
  if (clockIsWrong(t)) return !slide.ttl_h;
  if (!fits(slide, t)) return false;
  if (slide.ttl_h && silence(t) >= slide.ttl_h * HOUR) return false;
  return !(slide.fresh && deck.said.data_stale_at && t >= deck.said.data_stale_at);
}

function playlistAt(t) {
  var minute = minuteOfDay(t);
  return deck.said.playlists.filter(function (list) {
    var from = list.from_min, to = list.to_min;
    var allDay = from === to;
    var within = from < to ? minute >= from && minute < to : minute >= from || minute < to;
    return fits(list, t) && (allDay || within);
  })[0];
}

// The slides of the moment. Never empty as long as anything at all may be shown: the playlist,
// else the fallback, else the fallback on other days, else whatever speaks of no record.
function loopAt(t) {
  var slides = deck.said.slides;
  var list = clockIsWrong(t) ? null : playlistAt(t);
  function some(places, may) {
    var ids = {};
    return places.filter(function (at) {
      var slide = slides[at];
      if (ids[slide.id] || !may(slide)) return false;
      return (ids[slide.id] = true);
    });
  }
  function seen(slide) { return maySee(slide, t); }
  function sound(slide) { return !deck.broken[slide.picture] && !isRevoked(slide); }
  var chosen = list ? some(list.slides, seen) : [];
  if (!chosen.length) chosen = some(deck.said.fallback, seen);
  if (!chosen.length) chosen = some(deck.said.fallback, sound);
  if (!chosen.length) {
    chosen = some(slides.map(function (slide, at) { return at; }), function (slide) {
      return sound(slide) && !slide.items.length;
    });
  }
  return {
    slides: chosen.map(function (at) { return slides[at]; }),
    total: chosen.reduce(function (sum, at) { return sum + slides[at].ms; }, 0),
    level: list && whole(list.level, 0, 101) ? list.level : 100,
    playlist: list ? list.id : ''
  };
}

function placeIn(loop, t) {
  var into = mod(t, loop.total), end = 0, at;
  for (at = 0; at < loop.slides.length; at++) {
    end += loop.slides[at].ms;
    if (into < end) break;
  }
  var slide = loop.slides[at];
  return { loop: loop, at: at, slide: slide, begins: t + end - into - slide.ms, ends: t + end - into };
}

// A slide of which only a glimpse is left gives way to the one that follows.
function entered(loop, t) {
  var place = placeIn(loop, t);
  var least = deck.said.roadside ? ROADSIDE : GLIMPSE;
  var midway = playing && t - place.begins > SECOND && place.ends - t < least;
  if (!midway || loop.slides.length < 2) return place;
  var next = placeIn(loop, place.ends);
  next.begins = t;
  return next;
}
