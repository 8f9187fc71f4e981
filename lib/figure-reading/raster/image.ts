import type { Box } from '../geometry';

/** A picture as 4 bytes a pixel; a pixel's centre lies at + 0.5. */
export type RasterImage = Readonly<{ width: number; height: number; data: Uint8Array | Uint8ClampedArray }>;

/** One number for each pixel. */
export type Plane = Readonly<{ width: number; height: number; values: Float32Array }>;

export function plane(width: number, height: number): Plane {
  return { width, height, values: new Float32Array(width * height) };
}

/** How dark each pixel is, 0 white to 1 black; transparent is white. */
export function darkness({ width, height, data }: RasterImage): Plane {
  const found = plane(width, height);
  for (let i = 0; i < width * height; i += 1) {
    const light =
      (0.299 * (data[4 * i] ?? 255) + 0.587 * (data[4 * i + 1] ?? 255) + 0.114 * (data[4 * i + 2] ?? 255)) / 255;
    found.values[i] = (1 - light) * ((data[4 * i + 3] ?? 255) / 255);
  }
  return found;
}

export function transposed({ width, height, values }: Plane): Plane {
  const found = plane(height, width);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) found.values[x * height + y] = values[y * width + x] ?? 0;
  return found;
}

/** The image turned by a small angle (radians, about its corner), by linear interpolation; what comes from outside is white. */
export function rotated(image: RasterImage, angle: number): RasterImage {
  const { width, height, data } = image;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [px, py] = [cos * (x + 0.5) - sin * (y + 0.5) - 0.5, sin * (x + 0.5) + cos * (y + 0.5) - 0.5];
      const [x0, y0] = [Math.floor(px), Math.floor(py)];
      if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) continue;
      const [fx, fy] = [px - x0, py - y0];
      const at = 4 * (y0 * width + x0);
      for (let c = 0; c < 3; c += 1) {
        const top = (data[at + c] ?? 255) * (1 - fx) + (data[at + 4 + c] ?? 255) * fx;
        const bottom = (data[at + 4 * width + c] ?? 255) * (1 - fx) + (data[at + 4 * width + 4 + c] ?? 255) * fx;
        turned[4 * (y * width + x) + c] = top * (1 - fy) + bottom * fy;
      }
    }
  }
  return { width, height, data: turned };
}

export type Crop = Readonly<{ box: Box; width: number; height: number }>;

/** Whole pixels of a box inside an image. */
export function cropOf(image: Readonly<{ width: number; height: number }>, box: Box): Crop {
  const whole = {
    x0: Math.max(0, Math.floor(box.x0)),
    y0: Math.max(0, Math.floor(box.y0)),
    x1: Math.min(image.width, Math.ceil(box.x1)),
    y1: Math.min(image.height, Math.ceil(box.y1)),
  };
  return { box: whole, width: Math.max(0, whole.x1 - whole.x0), height: Math.max(0, whole.y1 - whole.y0) };
}

/** The part of a plane in a crop, its rows turned over where `flip` says so. */
export function cropped({ width, values }: Plane, { box, width: columns, height }: Crop, flip: boolean): Plane {
  const found = plane(columns, height);
  for (let y = 0; y < height; y += 1) {
    const from = (y + box.y0) * width + box.x0;
    found.values.set(values.subarray(from, from + columns), (flip ? height - 1 - y : y) * columns);
  }
  return found;
}

/** The rows turned over. */
export function flipped({ width, height, values }: Plane): Plane {
  const found = plane(width, height);
  for (let y = 0; y < height; y += 1)
    found.values.set(values.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  return found;
}
