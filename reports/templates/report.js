// Lets a reader pick criteria and try changes. Scores are exact fractions of whole numbers, rounded once:
// the same arithmetic as scoring/scorecard.py, against which tests/test_calculator.py holds it.
'use strict';
(() => {
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = id => document.getElementById(id);
const facts = JSON.parse(one('facts').textContent);
const [NOW, LOW, HIGH] = [0, 1, 2], ENDS = [NOW, LOW, HIGH];
const [SECTION, STATUS, WEIGHT, CREDIT, FULL] = [0, 1, 2, 3, 6];

// Fractions: a pair of a whole number and a positive whole number
const gcd = (a, b) => b ? gcd(b, a % b) : a;
const fraction = (a, b) => { const whole = gcd(a, b) || 1n; return [a / whole, b / whole]; };
const written = text => { const [a, b] = text.split('/'); return [BigInt(a), BigInt(b || 1)]; };
const plus = (x, y) => fraction(x[0] * y[1] + y[0] * x[1], x[1] * y[1]);
const times = (x, y) => fraction(x[0] * y[0], x[1] * y[1]);
const under = (x, y) => x[0] * y[1] < y[0] * x[1];
const ZERO = [0n, 1n], HUNDRED = [100n, 1n];

function mean(weighted) {
  const sum = weighted.reduce((sum, [weight]) => plus(sum, weight), ZERO);
  if (!sum[0]) return null;
  const value = weighted.reduce((sum, [weight, value]) => plus(sum, times(weight, value)), ZERO);
  return times(value, [sum[1], sum[0]]);
}

// One decimal, half up; never shown as reaching a bar that it does not reach
function rounded(value, bar) {
  let tenths = (20n * value[0] + value[1]) / (2n * value[1]);
  if (bar && under(value, bar) && tenths * bar[1] >= 10n * bar[0]) tenths = (10n * bar[0] + bar[1] - 1n) / bar[1] - 1n;
  return `${tenths / 10n}.${tenths % 10n}`;
}

const sections = facts.sections.map(([id, weight, floor]) => ({id, weight: written(weight), floor: written(floor)}));
const counted = Object.entries(facts.criteria).filter(([, found]) => found[WEIGHT] !== null)
  .map(([id, found]) => ({id, section: found[SECTION], weight: written(found[WEIGHT]),
    credits: ENDS.map(end => written(found[CREDIT + end])), full: written(found[FULL])}));
const gates = facts.gates.map(gate => ({...gate, least: gate.least && written(gate.least)}));
const mark = (gates.find(gate => gate.score === 'total') || {}).least;

// A tick for each gap, in the words of the gap itself
function tickFor(gap) {
  const label = document.createElement('label'), tick = document.createElement('input');
  const name = document.createElement('span'), worth = gap.querySelector('.chip-points, .chip-gate').cloneNode(true);
  label.className = 'tick';
  Object.assign(tick, {type: 'checkbox', autocomplete: 'off',
    value: `${gap.matches('.gap-gate') ? 'gate' : 'criterion'}:${gap.id.replace(/^(c|gap)-/, '')}`});
  name.append(...gap.querySelector('h3').cloneNode(true).childNodes);
  name.querySelectorAll('.id').forEach(id => id.remove());
  worth.className = 'quiet';
  name.append(' ', worth);
  label.append(tick, ' ', name);
  return label;
}
if (one('closed')) one('closed').append(...all('#gaps > article').map(tickFor));

// What a reader ticked and typed
const weights = all('#weighed input');
const ticks = all('#closed input');

function typed(input) {
  const own = sections.find(section => section.id === input.dataset.section).weight;
  if (input.validity.valid && input.value === input.defaultValue) return own;
  const found = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(input.value);
  if (!found) return null;
  const decimals = found[2] || '';
  return fraction(BigInt(found[1] + decimals), 10n ** BigInt(decimals.length));
}

function world(end, closed, weighed) {
  const found = sections.map(section => {
    const inside = counted.filter(each => each.section === section.id)
      .map(each => [each.weight, closed.has(`criterion:${each.id}`) ? each.full : each.credits[end]]);
    const score = mean(inside);
    return score && times(HUNDRED, score);
  });
  const live = found.map((score, place) => [weighed[place], score]).filter(([, score]) => score);
  return {sections: found, total: mean(live) || ZERO};
}

// true, false, or null where only the form can tell
function holds(gate, end, scores, closed) {
  if (closed.has(`gate:${gate.id}`)) return true;
  if (gate.score === 'total') return !under(scores.total, gate.least);
  if (gate.score) return scores.sections.every((score, place) => !score || !under(score, sections[place].floor));
  const ticked = id => closed.has(`criterion:${id}`);
  if (gate.judged.some(ticked)) return true;
  return !gate.ends[end] && gate.may_change.some(ticked) ? null : gate.ends[end];
}

const verdict = held => !held.length || held.includes(false) ? 'revoke' : held.includes(null) ? 'depends' : 'renew';

// Saying it, in the digits of the page
const thai = document.documentElement.dataset.digits === 'thai';
const numerals = text => thai ? text.replace(/\d/g, digit => '๐๑๒๓๔๕๖๗๘๙'[digit]) : text;

function say(node, name, values = {}) {
  const said = facts.words[name].map(([lang, text], place) => {
    const span = document.createElement('span');
    span.lang = lang;
    if (place) span.className = 'also';
    const filled = {...values};
    if (values.verdict) filled.verdict = facts.words[values.verdict][place][1];
    const whole = text.replace(/{(\w+)}/g, (_, key) => filled[key]);
    span.textContent = lang === 'th' ? numerals(whole) : whole;
    return span;
  });
  if (node.textContent !== said.map(span => span.textContent).join('')) node.replaceChildren(...said);
}

const state = (cell, name) => cell.replaceChildren(one(`state-${name}`).content.cloneNode(true));

function floorState(scores, place) {
  const [now, low] = scores.map(each => each.sections[place]), floor = sections[place].floor;
  if (!now) return 'nothing_counts';
  return under(now, floor) ? 'under_floor' : under(low, floor) ? 'may_be_under_floor' : 'reaches_floor';
}

function gateState(gate, held, closed) {
  if (closed.has(`gate:${gate.id}`)) return 'try_supposed';
  const [now, low, high] = held;
  if (held.includes(null)) return 'try_depends';
  if (low !== high) return now ? 'open_holds' : 'open_broken';
  return now ? 'holds' : 'broken';
}

function reckon() {
  const closed = new Set(ticks.filter(tick => tick.checked).map(tick => tick.value));
  const given = weights.map(typed);
  weights.forEach((input, place) => input.setAttribute('aria-invalid', given[place] === null));
  const wrong = given.includes(null), told = one('weight-wrong');
  if (wrong !== told.hasChildNodes()) told.replaceChildren(...wrong ? [one('weight-wrong-said').content.cloneNode(true)] : []);
  const weighed = given.map((weight, place) => weight || sections[place].weight);
  const scores = ENDS.map(end => world(end, closed, weighed));
  const held = gates.map(gate => ENDS.map(end => holds(gate, end, scores[end], closed)));
  const verdicts = ENDS.map(end => verdict(held.map(each => each[end])));
  const [total, low, high] = scores.map(each => rounded(each.total, mark));
  say(one('trial-said'), 'said', {total, low, high, verdict: verdicts[NOW]});
  one('trial-said').dataset.verdict = verdicts[NOW];
  [LOW, HIGH].forEach(end => say(one('calculator').querySelector(`[data-verdict="${end}"]`), verdicts[end]));
  all('#calculator tr[data-section]').forEach((row, place) => {
    all('[data-show]', row).forEach((cell, end) => {
      const score = scores[end].sections[place];
      cell.textContent = score ? numerals(rounded(score, sections[place].floor)) : '–';
    });
    state(row.querySelector('[data-state]'), floorState(scores, place));
  });
  all('#calculator tr[data-gate]').forEach((row, place) => {
    const cell = row.querySelector('[data-state]');
    state(cell, cell.dataset.state || gateState(gates[place], held[place], closed));
  });
}

// Picking criteria: on paper all of them stay
const listed = all('#gaps > article, #open > article, #met li, #others [data-criterion]');
const named = node => node.dataset.criterion || node.id.replace(/^(c|gap)-/, '');
const bySection = one('by-section'), byStatus = one('by-status');

function pick() {
  const [section, status] = [bySection.value, byStatus.value];
  const fits = found => found ? (!section || found[SECTION] === section) && (!status || found[STATUS] === status)
    : !section && !status;
  listed.forEach(node => node.classList.toggle('off', !fits(facts.criteria[named(node)])));
  all('#met > details, #others table, #others ul').forEach(group =>
    group.classList.toggle('off', !listed.some(node => group.contains(node) && !node.classList.contains('off'))));
  ['gaps', 'open', 'met'].map(one).forEach(part => {
    const own = listed.filter(node => part.contains(node)), note = part.querySelector('.none-shown');
    note.classList.toggle('off', !own.length || own.some(node => !node.classList.contains('off')));
  });
  const found = Object.values(facts.criteria);
  say(one('shown'), 'shown', {shown: found.filter(fits).length, all: found.length});
}

const traces = all('.trace'), opener = one('traces');
function tell() {
  opener.textContent = traces.every(trace => trace.open) ? opener.dataset.close : opener.dataset.open;
}

['gaps', 'open', 'met'].forEach(id => one(id).append(one('none-shown').content.cloneNode(true)));
all('.tool').forEach(tool => { tool.hidden = false; });
[bySection, byStatus].forEach(select => select.addEventListener('change', pick));
one('show-all').addEventListener('click', () => { bySection.value = byStatus.value = ''; pick(); });
if (opener) {
  opener.addEventListener('click', () => {
    const open = !traces.every(trace => trace.open);
    traces.forEach(trace => { trace.open = open; });
    tell();
  });
  traces.forEach(trace => trace.addEventListener('toggle', tell));
}
[...ticks, ...weights].forEach(input => input.addEventListener('input', reckon));
one('as-reported').addEventListener('click', () => {
  ticks.forEach(tick => { tick.checked = false; });
  weights.forEach(input => { input.value = input.defaultValue; });
  reckon();
});
pick();
reckon();
})();
