// The map: the pack's boundaries, incidents and the areas of alerts, on a canvas. No tiles.
import { word, code } from './words.js';

const KINDS = ['security', 'displacement', 'closure', 'polling', 'presence'];
const SEVERITIES = ['extreme', 'severe', 'moderate', 'minor', 'unknown'];
const METERS = 111320;

export class TheatreMap {
  constructor(canvas, pick) {
    this.canvas = canvas; this.pick = pick;
    this.context = canvas.getContext('2d');
    this.view = { x: 0, y: 0, scale: 1 };
    this.squeeze = 1; this.incidents = []; this.alerts = []; this.boundaries = []; this.places = []; this.watch = new Map();
    this.chosen = null; this.dirty = false; this.colours = {}; this.pointers = new Map();
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
    this.places = theatre.places;
    this.boundaries = (boundaries.features || []).filter((f) => f.geometry).map((f) => ({
      level: f.level, approximate: f.approximate, region: f.properties.admin1 || '', country: f.properties.country || '',
      rings: (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates).flat().map((ring) => ring.map(([lon, lat]) => [lon * this.squeeze, -lat])),
    }));
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
      for (const item of this.incidents) {
        if (item.latitude === undefined) continue;
        const [x, y] = this.point(item), d = Math.hypot(x - e.offsetX, y - e.offsetY);
        if (d <= least) { least = d; best = item; }
      }
      if (best) this.pick(best.id);
    }
  }
  restyle() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['land', 'sea', 'border', 'ink', 'soft', 'card', 'focus', 'line', ...KINDS, ...SEVERITIES]) this.colours[name] = style.getPropertyValue('--' + name).trim();
    this.draw();
  }
  draw() { if (!this.dirty) { this.dirty = true; requestAnimationFrame(() => { this.dirty = false; this.paint(); }); } }
  paint() {
    if (!this.width || !this.colours.land) return;
    const c = this.context, { x, y, scale } = this.view, k = this.colours;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.fillStyle = k.sea; c.fillRect(0, 0, this.width, this.height);
    this.grid(c, k);
    for (const unit of this.boundaries) {
      c.beginPath();
      for (const ring of unit.rings) ring.forEach((p, i) => { const px = (p[0] - x) * scale + this.width / 2, py = (p[1] - y) * scale + this.height / 2; i ? c.lineTo(px, py) : c.moveTo(px, py); });
      c.fillStyle = k.land; c.fill('evenodd');
      const level = this.watch.get(`${unit.country}/${unit.region}`)?.level || 0;
      if (level) { c.globalAlpha = 0.1 * level; c.fillStyle = k.severe; c.fill('evenodd'); c.globalAlpha = 1; }
      c.strokeStyle = k.border; c.lineWidth = unit.level === 1 ? 1.1 : 0.7; c.setLineDash(unit.approximate ? [4, 3] : []); c.stroke(); c.setLineDash([]);
    }
    this.labels(c, k);
    for (const item of this.incidents) if (item.latitude !== undefined && item.id !== this.chosen) this.incident(c, k, item, false);
    for (const alert of this.alerts) this.alert(c, k, alert);
    const chosen = this.incidents.find((i) => i.id === this.chosen);
    if (chosen?.latitude !== undefined) this.incident(c, k, chosen, true);
  }
  grid(c, k) {
    const step = this.view.scale > 120 ? 1 : this.view.scale > 40 ? 2 : 5;
    c.strokeStyle = k.line; c.lineWidth = 0.5; c.beginPath();
    const left = this.view.x - this.width / 2 / this.view.scale, right = this.view.x + this.width / 2 / this.view.scale;
    const top = -(this.view.y - this.height / 2 / this.view.scale), bottom = -(this.view.y + this.height / 2 / this.view.scale);
    for (let lon = Math.ceil(left / this.squeeze / step) * step; lon * this.squeeze < right; lon += step) { const [x] = this.point({ longitude: lon, latitude: 0 }); c.moveTo(x, 0); c.lineTo(x, this.height); }
    for (let lat = Math.ceil(bottom / step) * step; lat < top; lat += step) { const [, y] = this.point({ longitude: 0, latitude: lat }); c.moveTo(0, y); c.lineTo(this.width, y); }
    c.stroke();
  }
  labels(c, k) {
    c.font = '12px system-ui, sans-serif'; c.textAlign = 'center'; c.lineWidth = 3; c.lineJoin = 'round';
    const taken = [];
    const rank = { seat1: 0, region: 1, seat2: 2 };
    for (const place of [...this.places].sort((a, b) => rank[a.feature] - rank[b.feature])) {
      if (place.feature === 'region' && this.boundaries.length === 0 || place.feature === 'region' && this.view.scale < 60) continue;
      if (place.feature === 'seat2' && this.view.scale < 110) continue;
      const [x, y] = this.point(place);
      if (x < 0 || y < 0 || x > this.width || y > this.height) continue;
      const half = c.measureText(place.name).width / 2 + 4;
      if (taken.some((t) => Math.abs(t[0] - x) < t[2] + half && Math.abs(t[1] - y) < 16)) continue;
      taken.push([x, y, half]);
      const isArea = place.feature === 'region';
      if (!isArea) { c.fillStyle = k.soft; c.fillRect(x - 1.5, y - 1.5, 3, 3); }
      c.strokeStyle = k.land; c.fillStyle = isArea ? k.border : k.soft;
      c.strokeText(place.name, x, y + (isArea ? 0 : 15)); c.fillText(place.name, x, y + (isArea ? 0 : 15));
    }
  }
  incident(c, k, item, chosen) {
    const [x, y] = this.point(item), colour = k[item.kind] || k.unknown, radius = item.radius / METERS * this.view.scale;
    if (x < -radius - 20 || y < -radius - 20 || x > this.width + radius + 20 || y > this.height + radius + 20) return;
    const isGuess = item.geoPrecision >= 3, size = Math.min(4 + Math.sqrt(item.killed || 0), 13);
    if (radius > size + 2 && (item.geoPrecision >= 2 || chosen || this.view.scale > 250)) {
      c.beginPath(); c.arc(x, y, radius, 0, 7);
      // Hundreds of regions lie over one another: a guess has a line and hardly any colour.
      c.globalAlpha = chosen ? 0.22 : isGuess ? 0.012 : 0.06; c.fillStyle = colour; c.fill();
      c.globalAlpha = chosen ? 1 : isGuess ? 0.22 : 0.5; c.strokeStyle = colour; c.lineWidth = chosen ? 2 : 1; c.setLineDash(isGuess ? [3, 5] : []); c.stroke(); c.setLineDash([]); c.globalAlpha = 1;
    }
    if (chosen) { c.beginPath(); c.arc(x, y, size + 6, 0, 7); c.strokeStyle = k.focus; c.lineWidth = 3; c.stroke(); }
    shape(c, item.kind, x, y, size);
    c.globalAlpha = isGuess ? 0.75 : 0.9; c.strokeStyle = colour; c.lineWidth = 1.5; c.fillStyle = isGuess ? k.card : colour; c.fill(); c.stroke(); c.globalAlpha = 1;
    if (isGuess && size >= 4) { c.fillStyle = colour; c.font = 'bold 9px system-ui'; c.textAlign = 'center'; c.fillText('?', x, y + 3); }
  }
  alert(c, k, alert) {
    const colour = k[alert.severity] || k.unknown;
    for (const area of alert.areas || []) {
      if (area.latitude === undefined) continue;
      const [x, y] = this.point(area), radius = Math.max(area.radius / METERS * this.view.scale, 13);
      c.strokeStyle = colour; c.lineWidth = alert.id === this.chosen ? 4 : 2;
      c.beginPath(); c.arc(x, y, radius, 0, 7); c.stroke(); c.beginPath(); c.arc(x, y, radius + 4, 0, 7); c.lineWidth = 1; c.stroke();
      c.fillStyle = colour; c.beginPath(); c.moveTo(x, y - radius - 16); c.lineTo(x + 9, y - radius - 1); c.lineTo(x - 9, y - radius - 1); c.fill();
      c.fillStyle = k.card; c.font = 'bold 10px system-ui'; c.textAlign = 'center'; c.fillText('!', x, y - radius - 3);
    }
  }
}

// Each kind has a form of its own: colour alone tells nothing.
export function shape(c, kind, x, y, size) {
  c.beginPath();
  if (kind === 'displacement') { c.moveTo(x, y - size * 1.2); c.lineTo(x + size * 1.1, y + size * 0.8); c.lineTo(x - size * 1.1, y + size * 0.8); }
  else if (kind === 'closure') c.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
  else if (kind === 'polling') { c.moveTo(x, y - size * 1.25); c.lineTo(x + size * 1.25, y); c.lineTo(x, y + size * 1.25); c.lineTo(x - size * 1.25, y); }
  else if (kind === 'presence') for (let i = 0; i < 6; i++) { const a = i * Math.PI / 3; c[i ? 'lineTo' : 'moveTo'](x + Math.cos(a) * size * 1.15, y + Math.sin(a) * size * 1.15); }
  else c.arc(x, y, size, 0, 7);
  c.closePath();
}

export function legend(box, el, colours) {
  const swatch = (paint) => { const canvas = el('canvas', { width: 44, height: 32, 'aria-hidden': 'true' }); canvas.style.width = '22px'; canvas.style.height = '16px'; const c = canvas.getContext('2d'); c.scale(2, 2); paint(c); return canvas; };
  const rows = KINDS.map((kind) => [swatch((c) => { shape(c, kind, 11, 8, 5); c.fillStyle = colours[kind]; c.fill(); }), code(kind)]);
  const ring = (dash, fill) => swatch((c) => { c.beginPath(); c.arc(11, 8, 6.5, 0, 7); c.setLineDash(dash); c.strokeStyle = colours.security; c.stroke(); c.globalAlpha = 0.2; c.fillStyle = colours.security; if (fill) c.fill(); });
  rows.push([ring([], true), word('around')], [ring([2, 2], false), word('guess')]);
  rows.push([swatch((c) => { c.strokeStyle = colours.severe; c.lineWidth = 2; c.beginPath(); c.arc(11, 8, 4, 0, 7); c.stroke(); c.lineWidth = 1; c.beginPath(); c.arc(11, 8, 7, 0, 7); c.stroke(); }), word('alertArea')]);
  rows.push([swatch((c) => { c.setLineDash([3, 2]); c.strokeStyle = colours.border; c.beginPath(); c.moveTo(0, 8); c.lineTo(22, 8); c.stroke(); }), word('approx')]);
  box.replaceChildren(...rows.map(([mark, text]) => el('span', {}, mark, text)));
}
