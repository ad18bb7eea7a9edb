// Decks: accepted whole or not at all.

function whole(number, from, below) {
  return typeof number === 'number' && number >= from && number < below && number % 1 === 0;
}

function places(list, below) {
  return Array.isArray(list) && list.every(function (at) { return whole(at, 0, below); });
}

// FNV-1a over UTF-16 code units: a truncated or mangled file does not pass.
function sumOf(text) {
  var sum = 0x811c9dc5, i;
  for (i = 0; i < text.length; i++) {
    sum ^= text.charCodeAt(i);
    sum = (sum + (sum << 1) + (sum << 4) + (sum << 7) + (sum << 8) + (sum << 24)) >>> 0;
  }
  return ('0000000' + sum.toString(16)).slice(-8);
}

function faultOf(said, version) {
  if (!said || said.schema !== 1) return 'schema';
  if (said.screen !== screenId) return 'screen';
  if (deck && said.portal !== deck.said.portal) return 'portal';
  if (typeof said.version !== 'string' || (version && said.version !== version)) return 'version';
  if (!whole(said.width, 1, 65536) || !whole(said.height, 1, 65536)) return 'size';
  if (!whole(said.built_at, 0, Infinity) || !Array.isArray(said.revoked)) return 'head';
  if (typeof said.glyphs !== 'string' || !Array.isArray(said.pictures)) return 'pictures';
  if (sumOf(said.glyphs + said.pictures.join('')) !== said.sum) return 'sum';
  return faultOfLists(said);
}

function faultOfLists(said) {
  var slides = said.slides, many = Array.isArray(slides) ? slides.length : 0;
  if (!many || many !== said.count) return 'count';
  if (!slides.every(function (slide) {
    return whole(slide.picture, 0, said.pictures.length) && whole(slide.ms, 1, DAY) &&
      Array.isArray(slide.items);
  })) return 'slides';
  if (!Array.isArray(said.playlists) || !said.playlists.every(function (list) {
    return places(list.slides, many);
  })) return 'playlists';
  return places(said.fallback, many) && said.fallback.length ? '' : 'fallback';
}

// A deck with its glyphs by name, the pictures found broken, and the moment of this clock at which it
// was contact: when it was built.
function opened(said) {
  var glyphs = {};
  said.glyphs.replace(/<\w+ id="([^"]+)"[^>]*\/>/g, function (markup, id) {
    glyphs[id] = markup;
  });
  return { said: said, glyphs: glyphs, broken: {}, looked: 0, spoke: said.built_at };
}

// A picture with the outlines it uses. Ids bear the mark of their layer: two pictures are in the
// document at a time, perhaps of two decks.
function svgOf(of, body, mark) {
  var outlines = '', seen = {};
  body.replace(/(?:href="#|url\(#)([^")]+)/g, function (all, id) {
    if (seen[id]) return;
    seen[id] = true;
    if (of.glyphs[id]) outlines += of.glyphs[id];
  });
  var size = of.said.width + '" height="' + of.said.height;
  var box = of.said.width + ' ' + of.said.height;
  return ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"' +
    ' width="' + size + '" viewBox="0 0 ' + box + '"><defs>' + outlines + '</defs>' + body +
    '</svg>').replace(/( id="|href="#|url\(#)/g, '$1' + mark);
}

function isBroken(of, picture) {
  try {
    var svg = svgOf(of, of.said.pictures[picture], 'x');
    var read = new DOMParser().parseFromString(svg, 'image/svg+xml');
    if (read.getElementsByTagName('parsererror').length) return true;
    if (read.documentElement.childNodes.length < 2) return true;
    return (svg.match(/href="#[^"]+/g) || []).some(function (reference) {
      return svg.indexOf(' id="' + reference.slice(7) + '"') < 0;
    });
  } catch (refused) {
    return true;
  }
}

// Looks at pictures for some milliseconds; the loop goes on meanwhile.
function look(of) {
  var until = now() + 8;
  while (of.looked < of.said.pictures.length && now() <= until) {
    if (isBroken(of, of.looked)) {
      of.broken[of.looked] = true;
      note('error', 'picture ' + of.looked + ' of ' + of.said.version);
    }
    of.looked++;
  }
  return of.looked === of.said.pictures.length;
}

function hasFallback(of) {
  return of.said.fallback.some(function (at) { return !of.broken[of.said.slides[at].picture]; });
}
