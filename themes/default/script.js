/* Pages are whole without this file. It remembers 大字版 and shows what is true on the reader's day. */
(function () {
  'use strict';
  var root = document.documentElement;
  var store;
  try { store = window.localStorage; } catch (refused) { store = null; }
  function remembered() { try { return store.getItem('elder') === '1'; } catch (refused) { return false; } }
  if (remembered()) root.classList.add('elder');

  /* The day in Shanghai, whatever the device's zone: China keeps UTC+8 all year. */
  function shanghai() { return new Date(Date.now() + 288e5).toISOString().slice(0, 10); }
  function between(from, until) { return Math.round((Date.parse(until) - Date.parse(from)) / 864e5); }
  function text(day) {
    var parts = day.split('-');
    return +parts[0] + '年' + +parts[1] + '月' + +parts[2] + '日';
  }
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function elder() {
    var box = document.getElementById('elder');
    if (!box) return;
    box.checked = remembered();
    box.addEventListener('change', function () {
      root.classList.toggle('elder', box.checked);
      try { store.setItem('elder', box.checked ? '1' : '0'); } catch (refused) { /* it lasts for this page */ }
    });
  }

  /* What was to be taken down is hidden on its day. */
  function hide(now) {
    each('[data-gone]', function (part) { if (part.getAttribute('data-gone') <= now) part.hidden = true; });
  }

  var WORDS = {
    overdue: '已到期，尚未收到办结填报',
    stage: '阶段已到期，尚未收到完成填报',
    silent: '填报已到期，尚未收到新的填报',
    started: '计划开始日期已到，尚未收到填报'
  };

  /* 2026-12-01 overdue red 红灯逾期; … : the last turn whose day has come. */
  function age(light, now) {
    var due = light.getAttribute('data-turns').split(';').filter(function (turn) {
      return turn && turn.slice(0, 10) <= now;
    }).pop();
    if (!due) return false;
    var turn = due.split(' ');
    light.className = light.className.replace(/\bl-[a-z]+/, 'l-' + turn[2]) + ' turned';
    light.querySelector('use').setAttribute('href', '#l-' + turn[2]);
    light.lastElementChild.textContent = WORDS[turn[1]] + '（按规则自动转为' + turn.slice(3).join(' ') + '）';
    return true;
  }

  function count(part, now) {
    var days = between(now, part.getAttribute('data-due'));
    var number = part.querySelector('b');
    var word = part.firstElementChild;
    if (!number) {
      if (days < 0) word.textContent = '已到期' + -days + '天';
      return;
    }
    number.textContent = Math.abs(days).toLocaleString('en-US');
    if (days < 0 && part.className.indexOf('over') < 0) word.textContent = '已到期';
    if (days === 0) {
      word.textContent = '今天到期';
      number.hidden = number.nextElementSibling.hidden = true;
    }
  }

  function live(today, now) {
    var seen = {}, turned = 0, line = document.getElementById('turned');
    each('[data-turns]', function (light) {
      if (!age(light, now)) return;
      var place = light.closest && light.closest('li,tr');
      var link = place && place.querySelector('a');
      var task = link ? link.href : 'this';
      if (!seen[task]) { seen[task] = true; turned += 1; }
    });
    each('[data-due]', function (part) { count(part, now); });
    each('[data-days]', function (part) {
      part.textContent = Math.max(0, between(now, part.getAttribute('data-days'))).toLocaleString('en-US');
    });
    each('[data-since]', function (part) {
      part.textContent = between(part.getAttribute('data-since'), now).toLocaleString('en-US');
    });
    each('[data-counted]', function (part) { part.textContent = '按今天（' + text(now) + '）计算'; });
    if (turned && line) {
      line.textContent = text(today) + '以来，本页列出的任务中有' + turned + '项到了时间节点而尚未收到填报，灯按规则自动转换。汇总数字仍为当日数字。';
      line.hidden = false;
    }
  }

  document.addEventListener('DOMContentLoaded', function () {
    elder();
    var today = root.getAttribute('data-today'), until = root.getAttribute('data-until'), now = shanghai();
    if (!today || now < today) return;
    hide(now);
    if (now > today && now <= until && between(today, now) <= 400) live(today, now);
  });
})();
