// The page of one incident, and the page of one alert.
import { el, call, headline, title } from './console.js';
import { word, code, number, moment, distance } from './words.js';

const tag = (text, look = '') => el('span', { class: 'tag ' + look }, text);
const head = (...names) => el('thead', {}, el('tr', {}, names.map((name) => el('th', { scope: 'col', class: ['low', 'best', 'high', 'value', 'threshold', 'points', 'likely'].includes(name) ? 'n' : '' }, name && word(name)))));
const table = (label, ...parts) => el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': label }, el('table', {}, parts));
const n = (text) => el('td', { class: 'n' }, text);
const pair = (name, ...value) => { const rest = value.flat().filter(Boolean); return rest.length ? [el('dt', {}, name), el('dd', {}, rest)] : []; };

// Who gave a value: the source of the report, found in the incident's own list.
function byLine(item, from) {
  const report = item.reports.find((r) => r.id === from) || (item.voices || []).find((v) => v.from === from);
  return from ? el('span', { class: 'meta' }, ` ${word('by')} ${report?.source ? call('sources', report.source) : from}`) : '';
}
const span = (when) => when.earliest === when.latest ? moment(when.earliest) : `${moment(when.earliest)} – ${moment(when.latest)}`;
function evidence(reasons) {
  return Object.entries(reasons).map(([name, points], i) => [i ? ', ' : '', `${code(name)} ${points === 0 ? (name === 'founder' ? '' : `(${word('veto')})`) : (points > 0 ? '+' : '−') + Math.abs(points)}`.trim()]).flat();
}

export function incidentPage(item, known) {
  const place = item.place, about = item.classification || {};
  const head1 = title({ ...about, kind: item.kind, place: place?.name || place?.written, admin1: place?.admin1 });
  const precision = place && [place.geoPrecision === 1 ? word('precise') : place.geoPrecision === 2 ? word('around') : word('guess'), word('within', { n: distance(place.radius) })].join(', ');
  const parts = [
    el('h2', { id: 'detail-title' }, head1),
    el('p', {}, tag(code(item.kind), item.kind), tag(code(item.status)), [...(item.tactics || []), ...(item.weapons || []), ...(item.targets || []), ...(item.themes || [])].map((c) => tag(code(c)))),
    item.mergedInto && el('p', {}, word('mergedInto') + ' ', known.link(item.mergedInto, item.mergedInto)),
    el('dl', {},
      pair(word('when'), item.occurred && [span(item.occurred), ` (${code(item.occurred.precision)})`, item.occurred.disputed && ` · ${word('disputed')}`, byLine(item, item.occurred.from)]),
      pair(word('where'), place && [[place.name || place.written, place.admin2, place.admin1, place.country].filter(Boolean).join(', '), ` · ${precision}`, byLine(item, place.from)]),
      pair(word('evaluation'), `${item.reliability || ''}${item.credibility || ''} · ${number(item.corroboration ?? 0)} ${word(item.corroboration === 1 ? 'origin' : 'origins')} · ${number(item.reportsTotal)} ${word(item.reportsTotal === 1 ? 'report' : 'reports')}`),
      pair(word('because'), `${item.because} (${word('version')} ${item.version}, ${moment(item.updated)})`)),
  ];
  if (item.actors) parts.push(el('h3', {}, word('who')), table(word('who'), head('role', 'who', 'likely', 'source'), el('tbody', {}, item.actors.map((a) => el('tr', {}, el('td', {}, code(a.role)), el('td', {}, a.id ? call('actors', a.id) : a.written || '?', el('div', { class: 'meta' }, code(a.attribution))), n(`${a.percent} %`), el('td', {}, byLine(item, a.from)))))));
  if (item.tolls) parts.push(el('h3', {}, word('tolls')), table(word('tolls'), head('harm', 'party', 'low', 'best', 'high', 'source'), el('tbody', {}, item.tolls.map((t) => el('tr', {}, el('td', {}, word(t.harm)), el('td', {}, code(t.party)), n(number(t.low)), n(el('strong', {}, number(t.best))), n(number(t.high)), el('td', {}, byLine(item, t.from)))))));
  if (item.measures) parts.push(el('h3', {}, word('measures')), table(word('measures'), head('', 'low', 'best', 'high', 'source'), el('tbody', {}, item.measures.map((m) => el('tr', {}, el('th', { scope: 'row' }, code(m.measure)), n(number(m.low)), n(el('strong', {}, number(m.best))), n(number(m.high)), el('td', {}, byLine(item, m.from)))))));
  parts.push(el('h3', {}, word('fused')), el('ul', { class: 'list' }, item.reports.map((r) => {
    const full = known.reports.get(r.id);
    return el('li', {}, el('div', { class: 'title' }, r.source ? call('sources', r.source) : r.id, ' ', r.kind && tag(code(r.kind)), r.conflict && tag(word('conflict'), 'bad'), r.superseded && tag(word('superseded'))),
      el('div', { class: 'meta' }, r.score ? `${number(r.score)} ${word('points')}: ` : '', evidence(r.evidence)),
      full && (full.title || full.description) && el('blockquote', { lang: full.language }, full.title && el('strong', {}, full.title + ' '), full.description || ''),
      full && el('div', { class: 'meta' }, [full.inbound, full.sourceReport, moment(full.submitted), `${full.reliability}${full.credibility}`].filter(Boolean).join(' · ')));
  })));
  if (item.contenders) parts.push(el('h3', {}, word('apart')), el('ul', { class: 'list' }, item.contenders.map((c) => { const other = known.incidents.get(c.id); return el('li', {}, known.link(c.id, el('span', { class: 'title' }, other ? title(other) : c.id)), el('div', { class: 'meta' }, `${number(c.score)} ${word('points')}: `, evidence(c.evidence))); })));
  if (item.alternatives) parts.push(el('h3', {}, word('alternatives')), el('ul', {}, item.alternatives.map((a) => el('li', {}, [a.name, a.latitude !== undefined && `${a.latitude}, ${a.longitude}`, word('within', { n: distance(a.radius) })].filter(Boolean).join(' · '), byLine(item, a.from)))));
  if (item.voices) parts.push(el('h3', {}, word('voices')), el('ul', {}, item.voices.map((v) => el('li', {}, `${code(v.kind)}${v.actor ? ': ' + call('actors', v.actor) : ''} · ${moment(v.submitted)} · ${call('sources', v.source)}`))));
  if (item.decisions) parts.push(el('h3', {}, word('decisions')), el('ul', {}, item.decisions.map((d) => el('li', {}, `${code(d.verdict)} · ${call('sources', d.source)}`))));
  return parts.flat().filter(Boolean);
}

export function alertPage(alert, known) {
  const lang = document.documentElement.lang, words = (alert.texts || []).find((t) => t.language === lang) || (alert.texts || [])[0] || {};
  return [
    el('div', { class: 'warning ' + alert.severity },
      el('p', {}, tag(code(alert.severity), alert.severity), tag(`${word('urgency')}: ${code(alert.urgency)}`), tag(`${word('certainty')}: ${code(alert.certainty)}`), alert.scope === 'restricted' && tag(word('restricted'))),
      el('p', { class: 'meta' }, words.event || ''),
      el('h2', { id: 'detail-title', lang: words.language }, words.headline || headline({ ...alert, rule: alert.rule?.id }))),
    el('p', { class: 'text', lang: words.language }, words.description || ''),
    words.instruction && [el('h3', {}, word('instruction')), el('p', { class: 'text', lang: words.language }, words.instruction)],
    words.audience && [el('h3', {}, word('audience')), el('p', { lang: words.language }, words.audience)],
    el('h3', {}, word('areas')),
    el('ul', {}, (alert.areas || []).map((a) => el('li', {}, [a.name, a.admin1, a.country].filter(Boolean).join(', '), ` · ${word('within', { n: distance(a.radius) })}`))),
    words.why && [el('h3', {}, word('why')), el('p', { lang: words.language }, words.why)],
    el('h3', {}, word('life')),
    el('dl', {}, pair(word('state'), `${code(alert.state)}${alert.acknowledged ? ' · ' + word('acknowledged') : ''}`), pair(word('version'), `${alert.version} (${code(alert.reason)})`), pair(word('raised'), moment(alert.raised)), pair(word('updated'), moment(alert.updated)), pair(word('expires'), moment(alert.expires)),
      pair(word('supersedes'), (alert.supersedes || []).map((s) => `${s.version} (${moment(s.sent)})`).join(', ')), pair(word('inhibitedBy'), alert.inhibitedBy && known.link(alert.inhibitedBy, alert.inhibitedBy)),
      pair(word('rule'), alert.rule && `${alert.rule.id} · ${call('rules', alert.rule.id)} (${word('version')} ${alert.rule.version})`)),
    el('h3', {}, word('grounds')),
    alert.grounds?.numbers?.length ? table(word('grounds'), head('number', 'value', 'threshold'), el('tbody', {}, alert.grounds.numbers.map((x) => el('tr', {}, el('th', { scope: 'row' }, code(x.name)), n(number(x.value)), n(number(x.threshold)))))) : '',
    el('ul', { class: 'list' }, (alert.grounds?.incidents || []).map((id) => { const other = known.incidents.get(id); return el('li', {}, known.link(id, other ? [el('span', { class: 'title' }, title(other)), ' ', el('span', { class: 'meta' }, moment(other.latest || other.updated))] : id)); })),
    el('p', { class: 'meta' }, `${number((alert.grounds?.reports || []).length)} ${word('reports')}`),
  ].flat().filter(Boolean);
}
