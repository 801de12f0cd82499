// The live page: one view of incidents, alerts and what comes in, kept by server-sent events.
// Nothing is ever written as HTML: every text of a document goes through `el`, as text.
import { TheatreMap, legend } from './map.js';
import { incidentPage, alertPage } from './details.js';
import { word, code, number, day, moment, clock, duration, language, setLanguage } from './words.js';

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false && child !== ''));
  return node;
}
const $ = (id) => document.getElementById(id);
const store = { incidents: new Map(), alerts: new Map(), watch: new Map(), stream: [], figures: null, rates: {}, sequence: 0 };
const names = { actors: new Map(), sources: new Map(), rules: new Map() };
const SEVERITIES = ['extreme', 'severe', 'moderate', 'minor', 'unknown'];
const KINDS = ['security', 'displacement', 'closure', 'polling', 'presence'];
const TABS = ['alerts', 'incidents', 'stream', 'work'];
const state = { tab: 'alerts', q: '', kind: '', region: '', severity: '', since: '', until: '', id: '', lang: '' };
const shown = { incidents: 100, alerts: 100, stream: 100 };
const range = { first: 0, last: 1 };
const DAY = 86400000;
let token = sessionStorage.getItem('vigie-token') || '';
let map, theatreTitle = null, isHeld = false;

export const call = (names_, id) => { const found = names[names_].get(id); return found ? (typeof found === 'string' ? found : found[language()] || found.en) : id; };
export async function ask(path) {
  const answer = await fetch('api/v1/' + path, { headers: token ? { Authorization: 'Bearer ' + token } : {} });
  if (answer.status === 401) forget();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// A token that is wrong is dropped and told; what it had shown goes with it.
function forget() { setToken(''); $('say').textContent = $('key-fault').textContent = word('refused'); $('key-box').hidden = false; }
function setToken(text) {
  token = text; sessionStorage.setItem('vigie-token', text);
  store.stream = []; $('detail').replaceChildren(); opened = ''; store.stop?.(); speak();
}

// The address: filters, tab and what is open stand in it, so a view can be sent to somebody.
function readAddress() {
  const given = new URLSearchParams(location.search);
  for (const name of Object.keys(state)) state[name] = given.get(name) || '';
  if (!TABS.includes(state.tab)) state.tab = 'alerts';
  if (!KINDS.includes(state.kind)) state.kind = '';
  if (!SEVERITIES.includes(state.severity)) state.severity = '';
  for (const name of ['since', 'until']) if (!/^\d{4}-\d\d-\d\d$/.test(state[name])) state[name] = '';
}
function address(changes = {}) {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, ...changes })) if (value && !(name === 'tab' && value === 'alerts')) next.set(name, value);
  return '?' + next;
}
function go(changes, isNew) {
  Object.assign(state, changes);
  history[isNew ? 'pushState' : 'replaceState'](null, '', address());
  render(true);
}

// What matches the filters.
const inTime = (first, last) => (!state.since || last >= state.since) && (!state.until || first <= state.until + '~');
function incidentMatches(item) {
  if (item.status === 'merged_into' || item.status === 'retracted') return false;
  if (state.kind && item.kind !== state.kind) return false;
  if (state.region && `${item.country}/${item.admin1}` !== state.region) return false;
  if (!inTime(item.earliest || item.updated, item.latest || item.updated)) return false;
  if (!state.q) return true;
  return fold([item.place, item.admin1, item.actor, call('actors', item.actor), item.event, item.subEvent, code(item.subEvent), item.id].join(' ')).includes(fold(state.q));
}
function alertMatches(alert) {
  if (state.severity && alert.severity !== state.severity) return false;
  if (state.region && !(alert.areas || []).some((area) => `${area.country}/${area.admin1}` === state.region)) return false;
  if (!inTime(alert.raised, alert.updated)) return false;
  return !state.q || fold([alert.id, alert.rule, headline(alert), ...(alert.areas || []).map((a) => a.name)].join(' ')).includes(fold(state.q));
}
const fold = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const isActive = (alert) => alert.state === 'firing' || alert.state === 'updated';
export const headline = (alert) => alert.headlines?.[language()] || alert.headlines?.en || alert.headlines?.fr || call('rules', alert.rule);
export const title = (item) => `${code(item.subEvent && item.subEvent !== 'unknown' ? item.subEvent : item.event && item.event !== 'unknown' ? item.event : item.kind)} · ${item.place || item.admin1 || word('unknownPlace')}`;

// Drawing is gathered: lists are made at most five times a second, and take at most a tenth of the
// time however many there are.
let timer = 0, lastRender = 0, lastCost = 0;
function render(isOurs) {
  if (timer && !isOurs) return;
  clearTimeout(timer);
  const wait = isOurs ? 0 : Math.max(0, Math.max(200, 10 * lastCost) - (performance.now() - lastRender));
  timer = setTimeout(() => requestAnimationFrame(() => { timer = 0; lastRender = performance.now(); renderNow(); lastCost = performance.now() - lastRender; }), wait);
}
function renderNow() {
  const incidents = [...store.incidents.values()].filter(incidentMatches).sort((a, b) => b.at - a.at);
  const alerts = [...store.alerts.values()].filter(alertMatches).sort((a, b) => isActive(b) - isActive(a) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.updated < b.updated ? 1 : -1));
  const active = alerts.filter(isActive);
  map.show(incidents, state.since || state.until ? alerts : active, store.watch, state.id);
  $('map').setAttribute('aria-label', word('mapName', { n: number(incidents.length), a: number(active.length) }));
  renderTabs(incidents.length, active.length);
  renderTime();
  renderLink();
  const isOpen = Boolean(state.id);
  $('panel').hidden = isOpen; $('detail').hidden = !isOpen;
  if (isOpen) return openDetail();
  opened = '';
  const focused = document.activeElement?.getAttribute?.('data-id'), scroll = $('panel').scrollTop;
  $('panel').replaceChildren(...{ alerts: () => alertList(alerts), incidents: () => incidentList(incidents), stream: () => streamList(), work: () => workPanel() }[state.tab]());
  $('panel').setAttribute('aria-labelledby', 'tab-' + state.tab);
  $('panel').scrollTop = scroll;
  if (focused) $('panel').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
function renderTabs(incidents, alerts) {
  for (const tab of TABS) {
    const button = $('tab-' + tab), isChosen = tab === state.tab;
    button.setAttribute('aria-selected', isChosen); button.tabIndex = isChosen ? 0 : -1;
    const count = { alerts, incidents }[tab];
    button.textContent = word(tab) + (count === undefined ? '' : ` (${number(count)})`);
  }
}
function renderLink() {
  const figures = store.figures;
  const [mark, text, look] = !store.isLinked ? ['○', word(store.wasLinked ? 'away' : 'wait'), store.wasLinked ? 'bad' : '']
    : figures?.trouble ? ['▲', figures.trouble, 'bad'] : figures && !figures.ready ? ['▲', word('notReady') + ': ' + figures.stages.flatMap((s) => s.reasons.map((r) => r.name)).join(', '), 'bad']
      : figures && !figures.complete ? ['◐', word('reading'), ''] : ['●', word('live'), 'good'];
  const shown = text + (store.isLinked && figures?.counts?.logTime ? ` · ${word('logTime')} ${moment(figures.counts.logTime * 1000)}` : '');
  $('link-mark').textContent = mark; if ($('link-text').textContent !== shown) $('link-text').textContent = shown; $('link').className = look;
}

function tag(text, look = '') { return el('span', { class: 'tag ' + look }, text); }
function more(list, all) { return all > shown[list] ? [el('button', { class: 'more', type: 'button', 'data-more': list }, word('more', { n: number(all - shown[list]) }))] : []; }
function rows(list, items, row) { return items.length ? [el('ul', { class: 'list' }, items.slice(0, shown[list]).map(row)), ...more(list, items.length)] : [el('p', { class: 'meta' }, word(store.isLinked ? 'none' : 'wait'))]; }
const link = (id, children, name) => el('a', { href: address({ id }), 'data-id': id, 'data-open': true, 'aria-label': name }, children);
const isFresh = (id) => store.fresh?.has(id) ? 'fresh' : '';

function alertRow(alert) {
  return el('li', { class: `${isActive(alert) ? '' : 'over'} ${isFresh(alert.id)}` }, link(alert.id, [
    el('div', { class: 'title' }, tag(code(alert.severity), alert.severity), headline(alert)),
    el('div', { class: 'meta' }, [alert.rule, code(alert.state), code(alert.certainty), alert.scope === 'restricted' && word('restricted'), alert.acknowledged && word('acknowledged'), (alert.areas || []).map((a) => a.name || a.admin1).filter(Boolean).slice(0, 3).join(', '), moment(alert.updated)].filter(Boolean).join(' · '))]));
}
function alertList(alerts) {
  const active = alerts.filter(isActive), ended = alerts.filter((a) => !isActive(a));
  const levels = [...store.watch.values()].filter((w) => w.level > 0 && (!state.region || w.area === state.region)).sort((a, b) => b.level - a.level || b.points - a.points);
  return [el('h3', {}, `${word('inForce')} (${number(active.length)})`), ...rows('alerts', active, alertRow),
    ...(levels.length ? [el('h3', {}, word('watch')), el('ul', { class: 'list' }, levels.slice(0, 20).map((w) => el('li', {}, el('span', { class: 'title' }, '▮'.repeat(w.level) + '▯'.repeat(4 - w.level), ' ', w.name || w.admin1 || w.area), ' ', el('span', { class: 'meta' }, word('watchOf', { n: w.level }), ' · ', (w.terms || []).map((t) => `${code(t.name)} ${t.points}`).join(', ')))))] : []),
    ...(ended.length ? [el('h3', {}, `${word('ended')} (${number(ended.length)})`), el('ul', { class: 'list' }, ended.slice(0, shown.alerts).map(alertRow)), ...more('alerts', ended.length)] : [])];
}
function incidentRow(item) {
  const tolls = ['killed', 'wounded', 'abducted'].filter((harm) => item[harm]).map((harm) => `${number(item[harm])} ${word(harm)}`);
  return el('li', { class: isFresh(item.id) }, link(item.id, [
    el('div', { class: 'title' }, tag(code(item.kind), item.kind), title(item)),
    el('div', { class: 'meta' }, [day(item.latest || item.updated), item.admin1, tolls.join(', '), item.actor && `${call('actors', item.actor)}${item.percent ? ` ${item.percent} %` : ''}`, code(item.status), `${number(item.reports || 0)} ${word(item.reports === 1 ? 'report' : 'reports')}`, item.geoPrecision >= 3 && word('guess')].filter(Boolean).join(' · '))]));
}
const incidentList = (incidents) => rows('incidents', incidents, incidentRow);
function streamList() {
  return rows('stream', store.stream, ({ name, data, at }) => {
    const when = el('span', { class: 'meta' }, clock(at), ' ');
    if (name === 'rejection') {
      const where = data.position ? `${data.position.topic} ${data.position.partition}/${data.position.offset}` : '';
      return el('li', {}, when, tag(word('rejected'), 'bad'), el('span', { class: 'title' }, code(data.reason)), el('div', { class: 'meta' }, [data.tried, where, data.sentence].filter(Boolean).join(' · ')),
        data.violations?.length ? el('ul', { class: 'meta' }, data.violations.slice(0, 8).map((v) => el('li', {}, v.instancePointer && [el('code', {}, v.instancePointer), ' '], v.sentence || el('code', {}, `${v.keyword} ${v.schemaPointer || ''}`)))) : '');
    }
    if (name === 'report') return el('li', {}, when, tag(word('accepted'), 'good'), `${call('sources', data.source)} · ${code(data.kind)}${data.place ? ' · ' + (data.place.name || data.place.written || data.place.admin1 || '') : ''}`, el('div', { class: 'meta' }, [data.inbound, data.title, data.submitted && moment(data.submitted)].filter(Boolean).join(' · ')));
    if (name === 'alert') return el('li', {}, when, tag(code(data.severity), data.severity), link(data.id, headline(data)));
    if (name === 'watch') return el('li', {}, when, tag(word('watch')), `${data.name || data.area}: ${word('watchOf', { n: data.level })}`);
    return el('li', {}, when, tag(code(data.kind), data.kind), link(data.id, `${title(data)} · ${word('version')} ${data.version}`));
  });
}
function workPanel() {
  const f = store.figures;
  if (!f) return [el('p', { class: 'meta' }, word('wait'))];
  const rejected = Object.entries(f.counts.rejectedBy).sort((a, b) => b[1] - a[1]), top = rejected[0]?.[1] || 1;
  return [
    el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': word('stage') }, el('table', {}, el('thead', {}, el('tr', {}, ...['stage', 'state', 'lag', 'rate', 'partitions'].map((n, i) => el('th', { scope: 'col', class: i > 1 ? 'n' : '' }, word(n))))),
      el('tbody', {}, f.stages.map((s) => el('tr', {}, el('th', { scope: 'row' }, word(s.stage)), el('td', { class: s.reasons.length ? 'bad' : '' }, code(s.state), s.reasons.map((r) => el('div', {}, `${r.name}: ${r.sentence}`))), el('td', { class: 'n' }, s.lag === undefined ? '–' : number(s.lag)), el('td', { class: 'n' }, number(store.rates[s.stage] || 0) + word('perSecond')), el('td', { class: 'n' }, number(s.partitions))))))),
    el('dl', {}, ...[['raw', f.counts.raw], ['accepted', f.counts.accepted], ['rejected', f.counts.rejected], ['replays', f.counts.replays], ['versionsOf', f.counts.incidentVersions], ['versionsOfAlerts', f.counts.alertVersions]].flatMap(([n, v]) => [el('dt', {}, word(n)), el('dd', {}, number(v))]), el('dt', {}, word('memory')), el('dd', {}, `${number(f.counts.reportsRemembered)} ${word('reports')}, ${number(Math.round(f.counts.bytesRemembered / 1024))} KiB`)),
    el('h3', {}, word('latency')),
    el('table', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, ''), ...['half', 'most', 'count'].map((n) => el('th', { scope: 'col', class: 'n' }, word(n))))), el('tbody', {}, Object.entries(f.latency).map(([path, l]) => el('tr', {}, el('th', { scope: 'row' }, word(path)), el('td', { class: 'n' }, '≤ ' + duration(l.p50)), el('td', { class: 'n' }, '≤ ' + duration(l.p99)), el('td', { class: 'n' }, number(l.count)))))),
    el('h3', {}, word('rejections')),
    rejected.length ? el('table', {}, el('tbody', {}, rejected.map(([reason, n]) => el('tr', {}, el('th', { scope: 'row' }, code(reason)), el('td', { class: 'wide' }, el('meter', { min: 0, max: top, value: n, 'aria-label': code(reason) })), el('td', { class: 'n' }, number(n)))))) : el('p', { class: 'meta' }, word('noneYet'))];
}

// The page of one incident or alert; made again when a new version comes in.
let opened = '';
async function openDetail() {
  const kind = state.id.startsWith('a-') ? 'alerts' : 'incidents', brief = store[kind].get(state.id);
  const wanted = [state.id, brief?.version, language(), token].join(' ');
  if (opened === wanted) return;
  const isOther = !opened.startsWith(state.id + ' ');
  opened = wanted;
  let content;
  try {
    const item = await ask(`${kind}/${encodeURIComponent(state.id)}`);
    const ids = [...new Set(kind === 'incidents' ? item.reports.map((r) => r.id).concat((item.voices || []).map((v) => v.from)) : [])].slice(0, 80);
    const reports = ids.length ? (await ask(`reports?limit=80&id=${ids.join(',')}`)).items : [];
    content = (kind === 'alerts' ? alertPage : incidentPage)(item, { reports: new Map(reports.map((r) => [r.id, r])), incidents: store.incidents, link: (id, text) => link(id, text) });
  } catch { content = [el('h2', { id: 'detail-title' }, word('gone'))]; }
  if (opened !== wanted) return;
  $('detail').replaceChildren(el('div', { class: 'bar' }, el('a', { href: address({ id: '' }), 'data-open': true, 'data-id': '' }, word('back')), el('a', { href: `api/v1/${kind}/${encodeURIComponent(state.id)}` }, word('document'))), ...content);
  if (isOther) { $('detail').focus({ preventScroll: true }); $('detail').scrollTop = 0; map.focus(brief?.areas?.[0] || brief); }
}

// Time: from the first to the last day of what there is.
function renderTime() {
  const wide = Math.max(range.last - range.first, 1);
  for (const [id, value] of [['from', state.since], ['to', state.until]]) {
    const input = $(id); input.max = wide;
    const at = value ? Math.round((Date.parse(value) - range.first * DAY) / DAY) : id === 'from' ? 0 : wide;
    if (document.activeElement !== input || !isHeld) input.value = at;
    const text = day((range.first + Number(input.value)) * DAY);
    $(id + '-text').textContent = text; input.setAttribute('aria-valuetext', text); input.setAttribute('aria-label', word(id));
  }
  const canvas = $('bars'), box = canvas.getBoundingClientRect(), ratio = window.devicePixelRatio || 1;
  if (!box.width) return;
  canvas.width = box.width * ratio; canvas.height = box.height * ratio;
  const c = canvas.getContext('2d'), columns = Math.max(1, Math.min(wide + 1, Math.floor(box.width / 3))), counts = new Array(columns).fill(0);
  for (const item of map.incidents) counts[Math.min(columns - 1, Math.max(0, Math.floor((item.day - range.first) / (wide + 1) * columns)))]++;
  const top = Math.max(...counts, 1);
  c.scale(ratio, ratio); c.fillStyle = map.colours.border || '#888';
  counts.forEach((n, i) => { const h = n / top * (box.height - 2); c.fillRect(i / columns * box.width, box.height - h, Math.max(box.width / columns - 1, 1), h); });
}
const dayOf = (text) => Math.floor(Date.parse(text) / DAY);
function widen(item) {
  for (const at of [item.earliest ? dayOf(item.earliest) : NaN, item.latest ? item.day : NaN]) {
    if (Number.isNaN(at)) continue;
    if (store.hasRange) { range.first = Math.min(range.first, at); range.last = Math.max(range.last, at); } else { range.first = range.last = at; store.hasRange = true; }
  }
}

// What comes in.
function take(name, data, isNew) {
  if (name === 'figures') {
    const last = store.figures, seconds = last ? (data.uptime - last.uptime) / 1000 : 0;
    if (seconds > 0) store.rates = { intake: Math.round((data.counts.raw - last.counts.raw) / seconds), assessment: Math.round((data.counts.assessed - last.counts.assessed) / seconds) };
    store.figures = data;
    return;
  }
  if (name === 'incident') { data.at = Date.parse(data.latest || data.updated); data.day = Math.floor(data.at / DAY); store.incidents.set(data.id, data); widen(data); }
  if (name === 'alert') {
    const before = store.alerts.get(data.id);
    store.alerts.set(data.id, data);
    if (isNew && store.figures?.complete && isActive(data) && !(before && isActive(before))) $('say').textContent = `${word('newAlert')}, ${code(data.severity)}: ${headline(data)}`;
  }
  if (name === 'watch') store.watch.set(data.area, data);
  if (!isNew) return;
  if (data.id) { store.fresh ??= new Set(); store.fresh.add(data.id); setTimeout(() => store.fresh.delete(data.id), 2500); }
  store.stream.unshift({ name, data, at: Date.now() });
  if (store.stream.length > 500) store.stream.length = 400;
}
async function load() {
  const [incidents, alerts, watch, rejections, reports] = await Promise.all(['incidents?view=brief&limit=20000&status=candidate,corroborated,confirmed,disputed', 'alerts?view=brief&limit=5000', 'watch?limit=2000', 'rejections?limit=50', 'reports?limit=50'].map(ask));
  store.incidents = new Map(); store.alerts = new Map(); store.watch = new Map();
  for (const item of incidents.items) take('incident', item, false);
  for (const item of alerts.items) take('alert', item, false);
  for (const item of watch.items) take('watch', item, false);
  const time = (entry) => entry.name === 'rejection' ? entry.data.position?.timestamp || 0 : Date.parse(entry.data.submitted) || 0;
  if (!store.stream.length) store.stream = [...rejections.items.map((data) => ({ name: 'rejection', data })), ...reports.items.map((data) => ({ name: 'report', data }))].map((e) => ({ ...e, at: time(e) })).sort((a, b) => b.at - a.at);
  // The lists were asked for one by one: go on from the oldest answer, what comes twice is one.
  store.sequence = Math.min(incidents.sequence, alerts.sequence, watch.sequence, rejections.sequence, reports.sequence);
  fillRegions(); render();
  // What there is comes first; the whole theatre is a key away.
  if (!map.hasMoved) { map.incidents = [...store.incidents.values()].filter(incidentMatches); map.fit(true); }
}
// The stream is read with fetch, since an EventSource cannot carry a token.
async function follow() {
  let wait = 500;
  for (;;) {
    const mine = token, stopper = new AbortController();
    store.stop = () => stopper.abort();
    try {
      await load();
      const answer = await fetch(`api/v1/events?after=${store.sequence}`, { headers: token ? { Authorization: 'Bearer ' + token } : {}, signal: stopper.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      store.isLinked = store.wasLinked = true; wait = 500; render();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '', silent = 0;
      const watchdog = setInterval(() => { if (++silent > 4) stopper.abort(); }, 3000);
      try {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) break;
          silent = 0;
          const parts = (rest + value).split('\n\n');
          rest = parts.pop();
          let isReset = false;
          for (const part of parts) {
            const fields = Object.fromEntries(part.split('\n').map((line) => { const at = line.indexOf(': '); return [line.slice(0, at), line.slice(at + 2)]; }));
            if (fields.event === 'reset') isReset = true; else if (fields.event) take(fields.event, JSON.parse(fields.data), true);
          }
          if (isReset) break;
          render();
        }
      } finally { clearInterval(watchdog); reader.cancel().catch(() => {}); }
    } catch { /* told by the mark in the head, and tried again */ }
    if (mine !== token) continue;
    store.isLinked = false; render();
    await new Promise((done) => setTimeout(done, wait));
    wait = Math.min(wait * 2, 10000);
  }
}

// Words, controls, keys.
function fillRegions() {
  const regions = new Set(map.places.filter((p) => p.feature === 'region').map((p) => `${p.country}/${p.admin1 || p.name}`));
  for (const item of store.incidents.values()) if (item.admin1) regions.add(`${item.country}/${item.admin1}`);
  fillSelect('region', 'allRegions', [...regions].sort().map((r) => [r, r.replace('/', ' · ')]));
}
function fillSelect(id, all, options) {
  $(id).replaceChildren(el('option', { value: '' }, word(all)), ...options.map(([value, text]) => el('option', { value }, text)));
  $(id).value = state[id]; if ($(id).value !== state[id]) { $(id).append(el('option', { value: state[id] }, state[id])); $(id).value = state[id]; }
  $(id).setAttribute('aria-label', word(id + '_'));
}
function speak() {
  document.documentElement.lang = language();
  for (const node of document.querySelectorAll('[data-w]')) node.textContent = word(node.dataset.w);
  $('q').placeholder = word('search'); $('q').setAttribute('aria-label', word('search'));
  const other = language() === 'fr' ? 'en' : 'fr';
  $('language').textContent = other === 'fr' ? 'Français' : 'English'; $('language').lang = other;
  const theme = document.documentElement.dataset.theme;
  $('theme').textContent = `${word('theme')}: ${word(theme || 'auto')}`;
  $('key').textContent = (token ? '● ' : '') + word('key');
  for (const [id, name] of [['zoom-in', 'zoomIn'], ['zoom-out', 'zoomOut'], ['zoom-all', 'zoomAll']]) { $(id).setAttribute('aria-label', word(name)); $(id).title = word(name); }
  fillSelect('kind', 'allKinds', KINDS.map((k) => [k, code(k)])); fillSelect('severity', 'allSeverities', SEVERITIES.map((s) => [s, code(s)])); fillRegions();
  $('theatre').textContent = theatreTitle?.[language()] || '';
  legend($('legend-body'), el, map.colours);
}
function wire() {
  $('tabs').addEventListener('click', (e) => { const tab = e.target.closest('[data-tab]')?.dataset.tab; if (tab) go({ tab, id: '' }); });
  $('tabs').addEventListener('keydown', (e) => {
    const at = TABS.indexOf(state.tab), next = { ArrowRight: at + 1, ArrowLeft: at + TABS.length - 1, Home: 0, End: TABS.length - 1 }[e.key];
    if (next === undefined) return;
    e.preventDefault(); const tab = TABS[next % TABS.length]; go({ tab, id: '' }); $('tab-' + tab).focus();
  });
  document.addEventListener('click', (e) => {
    const open = e.target.closest('[data-open]'), moreOf = e.target.closest('[data-more]');
    if (open && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); const from = state.id; go({ id: open.dataset.id }, true); if (!open.dataset.id) back(from); }
    if (moreOf) { shown[moreOf.dataset.more] += 400; render(); }
  });
  const back = (id) => setTimeout(() => ($('panel').querySelector(`[data-id="${CSS.escape(id)}"]`) || $('panel')).focus(), 450);
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && state.id) { const from = state.id; go({ id: '' }, true); back(from); }
    if (e.key === '/' && !/INPUT|SELECT/.test(document.activeElement.tagName)) { e.preventDefault(); $('q').focus(); }
  });
  $('filters').addEventListener('submit', (e) => e.preventDefault());
  $('filters').addEventListener('reset', () => setTimeout(() => go({ q: '', kind: '', region: '', severity: '', since: '', until: '', id: '' })));
  $('q').addEventListener('input', () => go({ q: $('q').value, id: '' }));
  for (const id of ['kind', 'region', 'severity']) $(id).addEventListener('change', () => go({ [id]: $(id).value, id: '' }));
  for (const [id, name] of [['from', 'since'], ['to', 'until']]) {
    $(id).addEventListener('input', () => {
      isHeld = true;
      const wide = range.last - range.first, low = Number($('from').value), high = Number($('to').value);
      if (low > high) $(id === 'from' ? 'to' : 'from').value = $(id).value;
      const iso = (n) => new Date((range.first + n) * DAY).toISOString().slice(0, 10), a = Number($('from').value), b = Number($('to').value);
      go({ since: a <= 0 ? '' : iso(a), until: b >= wide ? '' : iso(b) });
    });
    $(id).addEventListener('change', () => { isHeld = false; });
  }
  $('time-all').addEventListener('click', () => go({ since: '', until: '' }));
  $('zoom-in').addEventListener('click', () => map.zoom(1.4)); $('zoom-out').addEventListener('click', () => map.zoom(1 / 1.4)); $('zoom-all').addEventListener('click', () => map.fit());
  $('language').addEventListener('click', () => { const lang = language() === 'fr' ? 'en' : 'fr'; setLanguage(lang); opened = ''; go({ lang }); speak(); });
  $('theme').addEventListener('click', () => {
    const next = { undefined: 'dark', dark: 'light' }[document.documentElement.dataset.theme];
    if (next) document.documentElement.dataset.theme = next; else delete document.documentElement.dataset.theme;
    localStorage.setItem('vigie-theme', next || ''); map.restyle(); speak(); render();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { map.restyle(); speak(); });
  $('key').addEventListener('click', () => { const box = $('key-box'); box.hidden = !box.hidden; $('key').setAttribute('aria-expanded', !box.hidden); if (!box.hidden) $('token').focus(); });
  $('key-box').addEventListener('submit', (e) => {
    e.preventDefault(); $('key-fault').textContent = ''; setToken($('token').value.trim()); $('token').value = '';
    $('key-box').hidden = true; $('key').setAttribute('aria-expanded', 'false'); $('key').focus();
  });
  addEventListener('popstate', () => { readAddress(); setLanguage(state.lang || language()); $('q').value = state.q; speak(); render(); });
}
async function begin() {
  readAddress();
  setLanguage(state.lang || (navigator.language || 'en').slice(0, 2) || 'en');
  const theme = localStorage.getItem('vigie-theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  map = new TheatreMap($('map'), (id) => go({ id }, true));
  $('q').value = state.q;
  map.restyle(); wire(); speak(); render();
  for (;;) {
    try {
      const [theatre, boundaries] = await Promise.all([ask('theatre'), ask('theatre/boundaries')]);
      for (const list of ['actors', 'sources', 'rules']) names[list] = new Map(theatre[list].map((item) => [item.id, item.name]));
      theatreTitle = theatre.title; document.title = `Vigie · ${theatre.title[language()]}`;
      map.setTheatre(theatre, boundaries); speak();
      break;
    } catch { await new Promise((done) => setTimeout(done, 2000)); }
  }
  follow();
}
begin();
