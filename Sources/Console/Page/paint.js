// What the map looks like: boundaries, incidents and the areas of alerts, on a canvas. It runs in a
// worker where there are any, so that ten thousand incidents hold no hand up.
export const KINDS = ['security', 'displacement', 'closure', 'polling', 'presence'];
export const SEVERITIES = ['extreme', 'severe', 'moderate', 'minor', 'unknown'];
export const METERS = 111320;
// An incident in the list of marks: longitude, latitude, radius, kind, dead, precision, region.
export const FIELDS = 7;
const TURN = 2 * Math.PI;

export class Painter {
  constructor() { this.units = []; this.regions = []; this.places = []; this.levels = []; this.marks = new Float64Array(0); this.alerts = []; this.chosen = -1; this.colours = {}; this.sprites = new Map(); }

  // What changed since the last picture; a colour makes every sprite new.
  take(change) { Object.assign(this, change); if (change.colours || change.ratio) this.sprites.clear(); }

  point(lon, lat) { return [(lon * this.squeeze - this.view.x) * this.view.scale + this.width / 2, (-lat - this.view.y) * this.view.scale + this.height / 2]; }

  paint(c) {
    const k = this.colours;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.fillStyle = k.sea; c.fillRect(0, 0, this.width, this.height);
    if (!this.squeeze) return;
    this.grid(c, k);
    for (const unit of this.units) this.unit(c, k, unit);
    this.regions.forEach((region) => { c.strokeStyle = k.border; c.lineWidth = 1.2; c.setLineDash(region.approximate ? [5, 3] : []); this.edges(c, region.edges); c.stroke(); });
    c.setLineDash([]);
    this.labels(c, k);
    this.incidents(c, k);
    for (const alert of this.alerts) this.alert(c, k, alert);
    if (this.chosen >= 0 && this.chosen * FIELDS < this.marks.length) this.chosenMark(c, k);
  }

  rings(c, unit) {
    const { x, y, scale } = this.view, w = this.width / 2, h = this.height / 2;
    c.beginPath();
    for (const ring of unit.rings) for (let i = 0; i < ring.length; i += 2) { const px = (ring[i] - x) * scale + w, py = (ring[i + 1] - y) * scale + h; if (i) c.lineTo(px, py); else c.moveTo(px, py); }
  }
  edges(c, edges) {
    const { x, y, scale } = this.view, w = this.width / 2, h = this.height / 2;
    c.beginPath();
    for (let i = 0; i < edges.length; i += 4) { c.moveTo((edges[i] - x) * scale + w, (edges[i + 1] - y) * scale + h); c.lineTo((edges[i + 2] - x) * scale + w, (edges[i + 3] - y) * scale + h); }
  }
  unit(c, k, unit) {
    this.rings(c, unit);
    c.fillStyle = k.land; c.fill('evenodd');
    const level = this.levels[unit.region] || 0;
    if (level) { c.globalAlpha = 0.1 * level; c.fillStyle = k.severe; c.fill('evenodd'); c.globalAlpha = 1; }
    c.strokeStyle = k.border; c.lineWidth = 0.6; c.setLineDash(unit.approximate ? [3, 3] : []); c.globalAlpha = 0.7; c.stroke(); c.globalAlpha = 1; c.setLineDash([]);
  }
  grid(c, k) {
    const { x, y, scale } = this.view, step = scale > 120 ? 1 : scale > 40 ? 2 : 5;
    const left = (x - this.width / 2 / scale) / this.squeeze, right = (x + this.width / 2 / scale) / this.squeeze;
    const top = -(y - this.height / 2 / scale), bottom = -(y + this.height / 2 / scale);
    c.strokeStyle = k.line; c.lineWidth = 0.5; c.beginPath();
    for (let lon = Math.ceil(left / step) * step; lon < right; lon += step) { const [px] = this.point(lon, 0); c.moveTo(px, 0); c.lineTo(px, this.height); }
    for (let lat = Math.ceil(bottom / step) * step; lat < top; lat += step) { const [, py] = this.point(0, lat); c.moveTo(0, py); c.lineTo(this.width, py); }
    c.stroke();
  }
  labels(c, k) {
    c.font = '12px system-ui, sans-serif'; c.textAlign = 'center'; c.lineWidth = 3; c.lineJoin = 'round';
    const taken = [], { scale } = this.view;
    for (const place of this.places) {
      const isArea = place.feature === 'region', level = isArea ? this.levels[place.region] || 0 : 0;
      if (isArea && scale < 60 && !level || place.feature === 'seat2' && scale < 110) continue;
      const [x, y] = this.point(place.longitude, place.latitude);
      if (x < 0 || y < 0 || x > this.width || y > this.height) continue;
      const text = level ? `${place.name} ${'▮'.repeat(level)}${'▯'.repeat(4 - level)}` : place.name, half = c.measureText(text).width / 2 + 4;
      if (taken.some((t) => Math.abs(t[0] - x) < t[2] + half && Math.abs(t[1] - y) < 16)) continue;
      taken.push([x, y, half]);
      c.fillStyle = k.soft;
      if (!isArea) c.fillRect(x - 1.5, y - 1.5, 3, 3);
      c.strokeStyle = k.land; c.strokeText(text, x, y + (isArea ? 0 : 15)); c.fillText(text, x, y + (isArea ? 0 : 15));
    }
  }

  // Newest first in the list, and on top. What would be hidden under a mark like it is not drawn.
  incidents(c, k) {
    const m = this.marks, areas = new Set(), cells = new Set(), seen = [];
    for (let i = 0; i < m.length; i += FIELDS) {
      if (i / FIELDS === this.chosen || Number.isNaN(m[i])) continue;
      const [x, y] = this.point(m[i], m[i + 1]), radius = m[i + 2] / METERS * this.view.scale, kind = m[i + 3], isGuess = m[i + 5] >= 3;
      if (x < -radius - 20 || y < -radius - 20 || x > this.width + radius + 20 || y > this.height + radius + 20) continue;
      const size = Math.round(Math.min(4 + Math.sqrt(m[i + 4]), 13));
      const area = radius > size + 2 && (m[i + 5] >= 2 || this.view.scale > 250) ? `${x >> 3} ${y >> 3} ${radius >> 3} ${kind}` : '';
      const isArea = area !== '' && !areas.has(area);
      if (isArea) areas.add(area);
      const cell = ((x >> 2) * 8192 + (y >> 2)) * 16 + kind * 2 + (isGuess ? 1 : 0), isMark = !cells.has(cell);
      if (isMark) cells.add(cell);
      if (isArea || isMark) seen.push([x, y, radius, kind, size, isGuess, isArea, isMark, m[i + 6]]);
    }
    for (let i = seen.length - 1; i >= 0; i--) {
      const [x, y, radius, kind, , isGuess, isArea, , region] = seen[i];
      if (!isArea) continue;
      // Hundreds of regions lie over one another: a guess has a line and hardly any colour.
      c.strokeStyle = c.fillStyle = k[KINDS[kind]]; c.lineWidth = 1; c.setLineDash(isGuess ? [3, 5] : []);
      this.area(c, x, y, radius, region, isGuess ? 0.012 : 0.06, isGuess ? 0.25 : 0.5);
    }
    c.setLineDash([]);
    for (let i = seen.length - 1; i >= 0; i--) {
      const [x, y, , kind, size, isGuess, , isMark] = seen[i];
      if (!isMark) continue;
      const sprite = this.sprite(kind, size, isGuess), half = sprite.width / this.ratio / 2;
      c.drawImage(sprite, x - half, y - half, half * 2, half * 2);
    }
  }
  // A region is drawn as it lies; what is no region as the circle in which it lies.
  area(c, x, y, radius, region, fill, line) {
    const found = this.regions[region];
    c.globalAlpha = fill;
    if (found) for (const unit of found.units) { this.rings(c, this.units[unit]); c.fill('evenodd'); }
    else { c.beginPath(); c.arc(x, y, radius, 0, TURN); c.fill(); }
    c.globalAlpha = line;
    if (found) this.edges(c, found.edges);
    c.stroke(); c.globalAlpha = 1;
  }
  sprite(kind, size, isGuess) {
    const key = kind * 64 + size * 2 + (isGuess ? 1 : 0);
    let sprite = this.sprites.get(key);
    if (sprite) return sprite;
    const half = Math.ceil(size * 1.3) + 2, pixels = Math.ceil(half * 2 * this.ratio);
    sprite = this.canvas(pixels, pixels);
    const c = sprite.getContext('2d'), colour = this.colours[KINDS[kind]] || this.colours.unknown;
    c.scale(this.ratio, this.ratio);
    shape(c, KINDS[kind], half, half, size);
    c.globalAlpha = isGuess ? 0.8 : 0.92; c.strokeStyle = colour; c.lineWidth = 1.5; c.fillStyle = isGuess ? this.colours.card : colour; c.fill(); c.stroke();
    if (isGuess) { c.globalAlpha = 1; c.fillStyle = colour; c.font = 'bold 9px system-ui, sans-serif'; c.textAlign = 'center'; c.fillText('?', half, half + 3); }
    this.sprites.set(key, sprite);
    return sprite;
  }
  canvas(width, height) {
    if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
    return Object.assign(document.createElement('canvas'), { width, height });
  }
  chosenMark(c, k) {
    const [lon, lat, meters, kind, dead, precision, region] = this.marks.subarray(this.chosen * FIELDS, (this.chosen + 1) * FIELDS);
    if (Number.isNaN(lon)) return;
    const [x, y] = this.point(lon, lat), size = Math.round(Math.min(4 + Math.sqrt(dead), 13)), radius = meters / METERS * this.view.scale;
    c.strokeStyle = c.fillStyle = k[KINDS[kind]]; c.lineWidth = 2; c.setLineDash(precision >= 3 ? [3, 5] : []);
    if (radius > size + 2) this.area(c, x, y, radius, region, 0.2, 1);
    c.setLineDash([]); c.beginPath(); c.arc(x, y, size + 6, 0, TURN); c.strokeStyle = k.focus; c.lineWidth = 3; c.stroke();
    const sprite = this.sprite(kind, size, precision >= 3), half = sprite.width / this.ratio / 2;
    c.drawImage(sprite, x - half, y - half, half * 2, half * 2);
  }
  alert(c, k, { longitude, latitude, meters, severity, region, isChosen }) {
    const [x, y] = this.point(longitude, latitude), radius = Math.max(meters / METERS * this.view.scale, 13), found = this.regions[region];
    if (x < -radius || y < -radius || x > this.width + radius || y > this.height + radius) return;
    c.strokeStyle = c.fillStyle = k[SEVERITIES[severity]]; c.lineWidth = isChosen ? 4 : 2.5;
    if (found) { this.edges(c, found.edges); c.stroke(); } else {
      c.beginPath(); c.arc(x, y, radius, 0, TURN); c.stroke();
      c.beginPath(); c.arc(x, y, radius + 4, 0, TURN); c.lineWidth = 1; c.stroke();
    }
    const [sx, sy] = signAt(x, y, radius, found);
    c.beginPath(); c.moveTo(sx, sy - 9); c.lineTo(sx + 10, sy + 8); c.lineTo(sx - 10, sy + 8); c.fill();
    c.fillStyle = k.card; c.font = 'bold 11px system-ui, sans-serif'; c.textAlign = 'center'; c.fillText('!', sx, sy + 6);
  }
}

// Where the sign of an alert stands: on its ring, or in the middle of its region.
export const signAt = (x, y, radius, isRegion) => isRegion ? [x, y - 22] : [x, y - radius - 9];

// Each kind has a form of its own: colour alone tells nothing.
export function shape(c, kind, x, y, size) {
  c.beginPath();
  if (kind === 'displacement') { c.moveTo(x, y - size * 1.2); c.lineTo(x + size * 1.1, y + size * 0.8); c.lineTo(x - size * 1.1, y + size * 0.8); }
  else if (kind === 'closure') c.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
  else if (kind === 'polling') { c.moveTo(x, y - size * 1.25); c.lineTo(x + size * 1.25, y); c.lineTo(x, y + size * 1.25); c.lineTo(x - size * 1.25, y); }
  else if (kind === 'presence') for (let i = 0; i < 6; i++) { const a = i * Math.PI / 3; c[i ? 'lineTo' : 'moveTo'](x + Math.cos(a) * size * 1.15, y + Math.sin(a) * size * 1.15); }
  else c.arc(x, y, size, 0, TURN);
  c.closePath();
}
