// A thread that paints the map: it is told what changed and where one looks, and gives a picture.
import { Painter } from './paint.js';

const painter = new Painter();
let canvas = null;
onmessage = ({ data }) => {
  painter.take(data);
  const width = Math.round(painter.width * painter.ratio), height = Math.round(painter.height * painter.ratio);
  if (!canvas || canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  painter.paint(canvas.getContext('2d'));
  const picture = canvas.transferToImageBitmap();
  postMessage({ picture, view: data.view }, [picture]);
};
