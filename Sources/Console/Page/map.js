// The map: what one does to it with hand and keys. paint.js draws it, in a thread of its own.
import { word, code } from './words.js';
import { FIELDS, KINDS, METERS, Painter, SEVERITIES, shape, signAt } from './paint.js';

export class TheatreMap {
  constructor(canvas, pick) {
    this.canvas = canvas; this.pick = pick;
    this.context = canvas.getContext('2d');
    this.view = { x: 0, y: 0, scale: 1 };
    this.squeeze = 1; this.incidents = []; this.alerts = []; this.places = []; this.regions = new Map();
    this.chosen = null; this.dirty = false; this.colours = {}; this.pointers = new Map();
    // What the painter is not told yet, whether it paints, and its last picture.
    this.change = {}; this.isPainting = false; this.picture = null;
    if (typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined') {
      this.painter = new Worker('painter.js', { type: 'module' });
      this.painter.onmessage = ({ data }) => { this.picture?.picture.close(); this.picture = data; this.isPainting = false; this.draw(); };
    } else this.painter = null;
    this.own = this.painter ? null : new Painter();
    new ResizeObserver(() => this.resize()).observe(canvas);
    canvas.addEventListener('pointerdown', (e) => this.press(e));
    canvas.addEventListener('pointermove', (e) => this.move(e));
    for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, (e) => this.lift(e));
    canvas.addEventListener('wheel', (e) => { e.preventDefault(); this.zoom(e.deltaY < 0 ? 1.2 : 1 / 1.2, e.offsetX, e.offsetY); }, { passive: false });
    canvas.addEventListener('keydown', (e) => this.key(e));
  }
  setTheatre(theatre, boundaries) {
    const [west, south, east, north] = theatre.box;
    this.box = { west, south, east, north };
    this.squeeze = Math.cos((south + north) / 2 * Math.PI / 180);
    const features = (boundaries.features || []).filter((f) => f.geometry), units = [], regions = [];
    this.regions = new Map();
    for (const feature of features) {
      const { country = '', admin1 = '' } = feature.properties, key = `${country}/${admin1}`;
      if (!this.regions.has(key)) { this.regions.set(key, regions.length); regions.push({ key, approximate: feature.approximate, units: [], edges: [] }); }
      const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates;
      regions[this.regions.get(key)].units.push(units.length);
      units.push({ region: this.regions.get(key), approximate: feature.approximate, rings: polygons.flat().map((ring) => ring.flatMap(([lon, lat]) => [lon * this.squeeze, -lat])) });
    }
    for (const region of regions) region.edges = outline(region.units.map((i) => units[i]));
    const rank = { seat1: 0, region: 1, seat2: 2 };
    this.names = new Map();
    this.places = theatre.places.map((p) => ({ ...p, region: this.regions.get(`${p.country}/${p.admin1 || p.name}`) })).sort((a, b) => rank[a.feature] - rank[b.feature]);
    for (const place of this.places) if (place.feature === 'region' && place.region !== undefined) this.names.set(`${place.country}/${place.name}`, place.region);
    this.tell({ squeeze: this.squeeze, units, regions, places: regions.length ? this.places : this.places.filter((p) => p.feature !== 'region') });
    this.fit();
  }
  resize() {
    const ratio = window.devicePixelRatio || 1, box = this.canvas.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const first = !this.width;
    this.width = box.width; this.height = box.height; this.ratio = ratio;
    this.canvas.width = Math.round(box.width * ratio); this.canvas.height = Math.round(box.height * ratio);
    if (first) this.fit();
    this.draw();
  }
  // The theatre, or what happened with a degree and a half around it.
  fit(isClose) {
    if (!this.box || !this.width) return;
    let { west, south, east, north } = this.box;
    const points = isClose ? this.incidents.filter((i) => i.latitude !== undefined) : [];
    if (points.length > 4) {
      const edge = (name, most) => points.reduce((found, item) => Math[most](found, item[name]), points[0][name]);
      west = Math.max(west, edge('longitude', 'min') - 1.5); east = Math.min(east, edge('longitude', 'max') + 1.5);
      south = Math.max(south, edge('latitude', 'min') - 1.5); north = Math.min(north, edge('latitude', 'max') + 1.5);
    }
    this.view.scale = Math.min(this.width / ((east - west) * this.squeeze), this.height / (north - south)) * 0.96;
    this.view.x = (west + east) / 2 * this.squeeze; this.view.y = -(south + north) / 2;
    this.draw();
  }
  point(item) { return [(item.longitude * this.squeeze - this.view.x) * this.view.scale + this.width / 2, (-item.latitude - this.view.y) * this.view.scale + this.height / 2]; }
  zoom(by, x = this.width / 2, y = this.height / 2) {
    this.hasMoved = true;
    const v = this.view, next = Math.min(Math.max(v.scale * by, 8), 4000);
    v.x += (x - this.width / 2) * (1 / v.scale - 1 / next); v.y += (y - this.height / 2) * (1 / v.scale - 1 / next);
    v.scale = next; this.draw();
  }
  focus(item) {
    if (item?.latitude === undefined) return;
    const [x, y] = this.point(item);
    if (x < 40 || y < 40 || x > this.width - 40 || y > this.height - 40) { this.view.x = item.longitude * this.squeeze; this.view.y = -item.latitude; }
    this.draw();
  }
  key(e) {
    const step = 60 / this.view.scale;
    const does = { ArrowLeft: () => { this.view.x -= step; }, ArrowRight: () => { this.view.x += step; }, ArrowUp: () => { this.view.y -= step; }, ArrowDown: () => { this.view.y += step; },
      '+': () => this.zoom(1.4), '=': () => this.zoom(1.4), '-': () => this.zoom(1 / 1.4), 0: () => this.fit() }[e.key];
    if (!does) return;
    e.preventDefault(); does(); this.draw();
  }
  press(e) { this.hasMoved = true; this.canvas.setPointerCapture(e.pointerId); this.pointers.set(e.pointerId, [e.offsetX, e.offsetY]); this.moved = 0; }
  move(e) {
    const last = this.pointers.get(e.pointerId);
    if (!last) return;
    const others = [...this.pointers].filter(([id]) => id !== e.pointerId).map(([, p]) => p);
    if (others.length) {
      const gap = (p) => Math.hypot(p[0] - others[0][0], p[1] - others[0][1]) || 1;
      this.zoom(gap([e.offsetX, e.offsetY]) / gap(last), others[0][0], others[0][1]);
    } else {
      this.view.x -= (e.offsetX - last[0]) / this.view.scale; this.view.y -= (e.offsetY - last[1]) / this.view.scale;
    }
    this.moved += Math.abs(e.offsetX - last[0]) + Math.abs(e.offsetY - last[1]);
    this.pointers.set(e.pointerId, [e.offsetX, e.offsetY]); this.draw();
  }
  lift(e) {
    if (this.pointers.delete(e.pointerId) && e.type === 'pointerup' && this.moved < 6) {
      let best = null, least = 22;
      const near = (item, x, y, by) => { const d = Math.hypot(x - e.offsetX, y - e.offsetY) / by; if (d <= least) { least = d; best = item; } };
      for (const item of this.incidents) if (item.latitude !== undefined) near(item, ...this.point(item), 1);
      // A sign is small and lies on top: it is caught from a little further.
      for (const area of this.areas || []) {
        const radius = Math.max(area.meters / METERS * this.view.scale, 13);
        near(area, ...signAt(...this.point(area), radius, area.region >= 0), 2);
      }
      if (best) this.pick(best.id);
    }
  }
  // What is to be seen: incidents, the newest first, alerts, watch levels, and what is chosen.
  show(incidents, alerts, watch, chosen) {
    this.incidents = incidents; this.alerts = alerts; this.chosen = chosen;
    const marks = new Float64Array(incidents.length * FIELDS);
    let at = 0;
    for (const item of incidents) {
      marks[at] = item.latitude === undefined ? NaN : item.longitude; marks[at + 1] = item.latitude ?? 0; marks[at + 2] = item.radius ?? 0;
      marks[at + 3] = Math.max(KINDS.indexOf(item.kind), 0); marks[at + 4] = item.killed || 0; marks[at + 5] = item.geoPrecision || 3;
      marks[at + 6] = item.geoPrecision >= 3 ? this.regionNamed(item.country, item.place) : -1;
      at += FIELDS;
    }
    const levels = [];
    for (const [area, { level }] of watch) if (this.regions.has(area)) levels[this.regions.get(area)] = level;
    this.areas = alerts.flatMap((alert) => (alert.areas || []).filter((a) => a.latitude !== undefined).map((a) => ({ id: alert.id, longitude: a.longitude, latitude: a.latitude, meters: a.radius, severity: Math.max(SEVERITIES.indexOf(alert.severity), 0), region: this.regionNamed(a.country, a.name), isChosen: alert.id === chosen })));
    this.tell({ marks, levels, alerts: this.areas, chosen: chosen ? incidents.findIndex((i) => i.id === chosen) : -1 });
  }
  regionNamed(country, name) { return this.names?.get(`${country}/${name}`) ?? -1; }
  restyle() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['land', 'sea', 'border', 'ink', 'soft', 'card', 'focus', 'line', ...KINDS, ...SEVERITIES]) this.colours[name] = style.getPropertyValue('--' + name).trim();
    this.tell({ colours: { ...this.colours } });
  }
  tell(change) { Object.assign(this.change, change); this.isStale = true; this.draw(); }
  draw() { if (!this.dirty) { this.dirty = true; requestAnimationFrame(() => { this.dirty = false; this.frame(); }); } }
  // The last picture, moved to where one looks now, until the next is ready.
  frame() {
    if (!this.width || !this.colours.land) return;
    const c = this.context, { x, y, scale } = this.view;
    if (this.own) { this.own.take({ ...this.change, ...this.place() }); this.change = {}; this.own.paint(c); return; }
    if (this.picture) {
      const { picture, view } = this.picture, by = scale / view.scale, isMoved = by !== 1 || view.x !== x || view.y !== y;
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      if (isMoved || view.width !== this.width || view.height !== this.height) { c.fillStyle = this.colours.sea; c.fillRect(0, 0, this.width, this.height); }
      c.drawImage(picture, this.width / 2 - view.width / 2 * by + (view.x - x) * scale, this.height / 2 - view.height / 2 * by + (view.y - y) * scale, view.width * by, view.height * by);
      this.isStale ||= isMoved || view.width !== this.width || view.height !== this.height;
    } else this.isStale = true;
    if (!this.isStale || this.isPainting) return;
    this.isPainting = true; this.isStale = false;
    this.painter.postMessage({ ...this.change, ...this.place() });
    this.change = {};
  }
  place() { return { view: { ...this.view, width: this.width, height: this.height }, width: this.width, height: this.height, ratio: this.ratio }; }
}

// The border around units: edges that no other of them shares, as two or as lines that nearly meet.
function outline(units) {
  const edges = new Map(), near = 0.03;
  units.forEach(({ rings }, unit) => { for (const ring of rings) for (let i = 0; i + 3 < ring.length; i += 2) {
    const a = `${ring[i]} ${ring[i + 1]}`, b = `${ring[i + 2]} ${ring[i + 3]}`, key = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (edges.has(key)) edges.set(key, null); else edges.set(key, { unit, edge: ring.slice(i, i + 4) });
  } });
  const single = [...edges.values()].filter(Boolean);
  const gap = (x, y, [ax, ay, bx, by]) => {
    const dx = bx - ax, dy = by - ay, at = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - ax - at * dx, y - ay - at * dy);
  };
  return single.filter(({ unit, edge: [ax, ay, bx, by] }) => !single.some((other) => other.unit !== unit && gap((ax + bx) / 2, (ay + by) / 2, other.edge) < near)).flatMap(({ edge }) => edge);
}

export function legend(box, el, colours) {
  const swatch = (paint) => { const canvas = el('canvas', { width: 44, height: 32, 'aria-hidden': 'true' }); canvas.style.width = '22px'; canvas.style.height = '16px'; const c = canvas.getContext('2d'); c.scale(2, 2); paint(c); return canvas; };
  const rows = KINDS.map((kind) => [swatch((c) => { shape(c, kind, 11, 8, 5); c.fillStyle = colours[kind]; c.fill(); }), code(kind)]);
  const ring = (dash, fill) => swatch((c) => { c.beginPath(); c.arc(11, 8, 6.5, 0, 7); c.setLineDash(dash); c.strokeStyle = colours.security; c.stroke(); c.globalAlpha = 0.2; c.fillStyle = colours.security; if (fill) c.fill(); });
  rows.push([ring([], true), word('around')], [ring([2, 2], false), word('guess')]);
  rows.push([swatch((c) => { c.strokeStyle = colours.severe; c.lineWidth = 2; c.beginPath(); c.arc(11, 8, 4, 0, 7); c.stroke(); c.lineWidth = 1; c.beginPath(); c.arc(11, 8, 7, 0, 7); c.stroke(); }), word('alertArea')]);
  rows.push([swatch((c) => { c.fillStyle = colours.severe; [1, 2, 3, 4].forEach((level) => { c.globalAlpha = 0.1 * level + 0.05; c.fillRect(level * 5 - 4, 3, 5, 10); }); }), word('watchMap')]);
  rows.push([swatch((c) => { c.setLineDash([3, 2]); c.strokeStyle = colours.border; c.beginPath(); c.moveTo(0, 8); c.lineTo(22, 8); c.stroke(); }), word('approx')]);
  box.replaceChildren(...rows.map(([mark, text]) => el('span', {}, mark, text)));
}
