// Plays a deck on a wall for months with nobody watching. ES5 and the DOM of 2016: screens carry
// old engines. The page never navigates, asks only for files beside it, and what is on the wall
// follows from the clock: screens with the same deck show the same slide. These files are one
// script, in the order of player.rs; this one holds what the player knows.

var SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
var BEIJING = 8 * HOUR; // ahead of UTC, summer and winter, whatever the device believes
var ANSWER = 30 * SECOND; // a manifest that takes longer is not coming
var DOWNLOAD = 10 * MINUTE; // a deck may be long on a thin line
var SPOKEN = 2 * DAY; // a manifest speaks for the day it was built, and until the next is built
var PATIENCE = 40 * SECOND; // a new deck waits so long for the loop to begin again …
var URGENCY = 15 * SECOND; // … and an urgent one so long for the slide to end
var GLIMPSE = 3 * SECOND, ROADSIDE = 10 * SECOND; // a slide is not entered for less
var STEP = SECOND; // the clock is looked at so often
var RING = 500;

var root = document.documentElement;
var screenId = root.getAttribute('data-screen');
var player = root.getAttribute('data-player');
var onWeb = location.protocol !== 'file:';
var stage = document.getElementById('stage');
var badge = document.getElementById('badge');
var dim = document.getElementById('dim');
var debug = document.getElementById('debug');
var layers = stage.querySelectorAll('.layer');
var front = { node: layers[0], mark: 'a', holds: '' };
var back = { node: layers[1], mark: 'b', holds: '' };

var deck = null; // what is played
var former = null; // the good deck before it
var candidate = null; // a deck whose pictures are being looked at
var waiting = null; // a good deck that waits for its moment
var wanted = null; // what the manifest names: { version, file, urgent, since, tries, askAt }
var playing = null; // { loop, at, slide, begins, ends }
var memory = { heard: 0, mark: '', built: 0, revoked: [], ring: [] };
var manifest = { script: null, since: 0, said: null };
var download = { script: null, since: 0, said: null };
var probe = null; // a frame that tries a new player: { frame, since }
var poll = { seconds: 40, failures: 0, at: 0, beat: false };
var nightMinute = 180 + Math.floor(Math.random() * 85);
var newPlayer = '', awake = null, errors = 0;
var steps = 0, stepsSeen = -1, lastStep = 0, saveAt = 0, beatAt = 0, frameSize = '';

function flag(name) {
  return location.hash.slice(1).split(/[,&+]/).indexOf(name) >= 0;
}

function mod(a, b) {
  return ((a % b) + b) % b;
}

function now() {
  return new Date().getTime();
}

function minuteOfDay(t) {
  return mod(Math.floor((t + BEIJING) / MINUTE), 1440);
}

function dayOf(t) {
  return Math.floor((t + BEIJING) / DAY);
}

// What is remembered lies on the device too, where it allows that.

function note(kind, what) {
  if (kind === 'error') errors++;
  memory.ring.push([now(), kind, String(what).slice(0, 120)]);
  if (memory.ring.length > RING) memory.ring.shift();
}

function remember() {
  if (flag('preview') || flag('probe')) return;
  try {
    window.localStorage.setItem('led ' + location.pathname, JSON.stringify(memory));
  } catch (refused) {
    return;
  }
}

function isMemory(kept) {
  return Array.isArray(kept.ring) && Array.isArray(kept.revoked) && kept.heard >= 0 && kept.built >= 0;
}

function recall() {
  try {
    var kept = JSON.parse(window.localStorage.getItem('led ' + location.pathname));
    if (isMemory(kept)) memory = kept;
  } catch (nothing) {
    return;
  }
}
