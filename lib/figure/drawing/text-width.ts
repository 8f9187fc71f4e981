// Advance widths of Inter in thousandths of the font size, read from the font files that draw the exports.

const REGULAR: FontWidths = [
  [0, '\u2060'],
  [182, '\u2009\u202f'],
  [242, 'ijl'],
  [261, '\u2018\u2019'],
  [269, 'I'],
  [281, ' \u00a0'],
  [288, '!,.:·'],
  [300, "'"],
  [302, ';'],
  [323, '`'],
  [327, 't'],
  [333, '|'],
  [360, '/\\'],
  [365, '()[]'],
  [370, 'f'],
  [376, 'r'],
  [407, '1'],
  [421, '\u201e'],
  [426, '{}'],
  [436, 'г'],
  [440, '\u201c\u201d'],
  [456, '_°'],
  [460, '-\u2011'],
  [466, '"т'],
  [471, '^'],
  [494, 'з'],
  [500, '\u2013'],
  [501, '*'],
  [511, '?'],
  [528, 's'],
  [542, 'к'],
  [546, 'xх'],
  [549, 'k'],
  [552, 'z'],
  [554, 'я'],
  [559, 'ь'],
  [562, 'avyäау'],
  [563, '•'],
  [565, 'Lв'],
  [566, '7'],
  [571, 'Jcсэ'],
  [575, 'л'],
  [578, 'ч'],
  [579, 'Г'],
  [583, 'e«»éèёе'],
  [588, 'нп'],
  [590, 'F'],
  [591, 'hnuüий'],
  [593, '5'],
  [594, 'б'],
  [597, 'ц'],
  [600, 'oöо'],
  [601, 'EЁЕ'],
  [610, '2'],
  [612, 'bdpqр'],
  [613, 'gд'],
  [618, '3З'],
  [619, '8'],
  [620, '69'],
  [628, 'У'],
  [629, 'Z'],
  [631, '0'],
  [633, '#'],
  [639, 'PР'],
  [642, '$S'],
  [644, '&RЯъ'],
  [646, '4TБТ'],
  [649, 'Ь'],
  [654, 'BВ'],
  [662, '+<=>~±×\u2212≤≥'],
  [672, 'KК'],
  [679, 'Y'],
  [682, 'XХ'],
  [687, 'ф'],
  [690, 'AVА'],
  [700, 'Ч'],
  [721, 'Ц'],
  [722, 'D'],
  [730, 'CСЭ'],
  [736, 'ы'],
  [743, 'HНП'],
  [744, 'U'],
  [746, 'G'],
  [748, 'Л'],
  [753, 'NИЙ'],
  [765, 'OQО'],
  [770, 'м'],
  [810, 'ж'],
  [816, 'Ъ'],
  [818, 'w'],
  [819, 'Д'],
  [822, 'ш'],
  [828, 'Ф'],
  [837, 'щ'],
  [843, 'ю'],
  [864, '\u2026'],
  [876, 'm'],
  [883, 'Ы'],
  [903, 'MМ'],
  [958, 'Ш'],
  [960, 'Ж'],
  [966, '@'],
  [972, 'Щ'],
  [982, '%'],
  [985, 'W'],
  [1000, '\u2014'],
  [1015, 'Ю'],
  [1092, '№'],
];

const SEMIBOLD: FontWidths = [
  [0, '\u2060'],
  [166, '\u2009\u202f'],
  [252, ' \u00a0'],
  [262, 'ijl'],
  [277, 'I'],
  [294, '\u2018\u2019'],
  [319, ',.:·'],
  [321, '!'],
  [326, "'"],
  [329, ';'],
  [351, '`'],
  [353, 't'],
  [359, '|'],
  [373, '()[]'],
  [379, '/\\'],
  [389, 'f'],
  [397, 'r'],
  [423, '1'],
  [447, 'г'],
  [455, '{}'],
  [458, '°'],
  [465, '-\u2011'],
  [469, '_'],
  [480, '\u201e'],
  [481, '^'],
  [495, 'т'],
  [500, '\u2013'],
  [501, '\u201d'],
  [503, '•'],
  [507, '\u201c'],
  [511, 'з'],
  [523, '"'],
  [540, '*'],
  [543, '?'],
  [549, 's'],
  [565, 'L'],
  [566, 'z'],
  [569, 'kxкх'],
  [570, 'я'],
  [573, 'в'],
  [574, 'aäа'],
  [576, '7'],
  [579, 'ь'],
  [580, 'J'],
  [581, 'Г'],
  [583, 'cсэ'],
  [587, 'v'],
  [588, 'Fyу'],
  [591, 'eéèёе'],
  [593, 'ч'],
  [594, 'л'],
  [604, 'б'],
  [605, 'EЁЕп'],
  [609, 'oöо'],
  [610, 'н'],
  [612, '5hnuüий'],
  [623, '2'],
  [624, 'bdpqр'],
  [625, 'g'],
  [634, '«»'],
  [636, '3Зц'],
  [640, '689'],
  [644, '#'],
  [645, 'PРд'],
  [646, 'Б'],
  [650, '$S'],
  [652, 'RZЯ'],
  [658, 'Ь'],
  [659, 'BВ'],
  [660, '0TТ'],
  [663, '&'],
  [666, '4'],
  [667, 'ъ'],
  [672, 'У'],
  [673, '+<=>~±×\u2212≤≥'],
  [703, 'KК'],
  [705, 'Ч'],
  [713, 'Y'],
  [720, 'XХ'],
  [722, 'D'],
  [728, 'AVА'],
  [736, 'U'],
  [737, 'CСЭ'],
  [746, 'HНП'],
  [747, 'ф'],
  [749, 'GЛ'],
  [751, 'Ц'],
  [759, 'NИЙ'],
  [769, 'OО'],
  [773, 'Q'],
  [783, 'ы'],
  [798, 'м'],
  [826, 'Ъ'],
  [833, 'Ф'],
  [839, 'w'],
  [846, 'ж'],
  [847, 'ш'],
  [852, 'Д'],
  [859, 'ю'],
  [871, 'щ'],
  [900, 'm'],
  [907, 'Ы'],
  [922, 'MМ'],
  [956, '\u2026'],
  [979, 'Ш'],
  [999, '@'],
  [1000, '\u2014'],
  [1002, 'Щ'],
  [1004, '%'],
  [1020, 'W'],
  [1032, 'Ж'],
  [1033, 'Ю'],
  [1099, '№'],
];

export type FontWeight = 400 | 600;
/** Advance widths in thousandths of the font size, with the characters that have them. */
export type FontWidths = readonly (readonly [width: number, characters: string])[];

/** How wide texts of a font are, in the unit of the font size. */
type FontMeasure = Readonly<{
  /** without kerning: right to about one per cent for Latin and Cyrillic */
  textWidth: (text: string, size: number, weight?: FontWeight) => number;
  /** breaks a text at spaces into lines of at most `width`; a longer word stands alone on its line */
  wrapText: (text: string, width: number, size: number, weight?: FontWeight) => string[];
}>;

/** Of a character outside the tables: as wide as a capital. */
const UNKNOWN = 680;

/** The measure of a font by its widths, regular and bold. */
export function fontMeasure(widths: Readonly<Record<FontWeight, FontWidths>>): FontMeasure {
  const tables: Readonly<Record<FontWeight, ReadonlyMap<string, number>>> = {
    400: tableOf(widths[400]),
    600: tableOf(widths[600]),
  };
  const thousandthsOf = (text: string, weight: FontWeight): number => {
    const table = tables[weight];
    let thousandths = 0;
    for (const character of text) thousandths += table.get(character) ?? UNKNOWN;
    return thousandths;
  };
  return {
    textWidth: (text, size, weight = 400) => (thousandthsOf(text, weight) * size) / 1000,
    wrapText: (text, width, size, weight = 400) => {
      const lines: string[] = [];
      const space = thousandthsOf(' ', weight);
      let [line, taken] = ['', 0];
      for (const word of text.split(' ')) {
        const own = thousandthsOf(word, weight);
        if (line !== '' && ((taken + space + own) * size) / 1000 > width) {
          lines.push(line);
          [line, taken] = [word, own];
        } else {
          [line, taken] = line === '' ? [word, own] : [`${line} ${word}`, taken + space + own];
        }
      }
      return line === '' && lines.length > 0 ? lines : [...lines, line];
    },
  };
}

const inter = fontMeasure({ 400: REGULAR, 600: SEMIBOLD });

/** Width of a text of our drawings in px at a font size in px, without kerning. */
export function textWidth(text: string, size: number, weight: FontWeight = 400): number {
  return inter.textWidth(text, size, weight);
}

/** Breaks a text of our drawings at spaces into lines of at most `width` px; a longer word stands alone on its line. */
export function wrapText(text: string, width: number, size: number, weight: FontWeight = 400): string[] {
  return inter.wrapText(text, width, size, weight);
}

function tableOf(groups: FontWidths): Map<string, number> {
  return new Map(
    groups.flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
  );
}

/**
 * Names shortened to fit, so that no two different names look the same: at their end; where that is not enough in the
 * middle, as their ends may differ; else from the word on in which they do.
 */
export function fittedNames(names: readonly string[], room: number, size: number): string[] {
  const atEnd = names.map((name) => fittedName(name, room, size));
  const inside = whereAlike(names, atEnd, (name) => fittedInside(name, room, size));
  return whereAlike(names, inside, (name, alike) => fittedApart(name, alike, room, size));
}

/** The shortened names, anew where different names look the same; `alike`: the names that this one looks like. */
function whereAlike(
  names: readonly string[],
  short: readonly string[],
  again: (name: string, alike: readonly string[]) => string,
): string[] {
  return names.map((name, i) => {
    const shown = short[i] ?? name;
    const alike = names.filter((other, at) => other !== name && short[at] === shown);
    return alike.length === 0 ? shown : again(name, alike);
  });
}

/** The name from the first word on by which it differs from those that it looks like, after as much of its start as fits. */
function fittedApart(name: string, alike: readonly string[], room: number, size: number): string {
  const letters = [...name];
  const common = Math.min(
    ...alike.map((other) => {
      const others = [...other];
      const at = letters.findIndex((letter, index) => letter !== others[index]);
      return at < 0 ? letters.length : at;
    }),
  );
  const from = letters.slice(0, common).lastIndexOf(' ') + 1;
  const rest = fittedName(`…${letters.slice(from).join('')}`, room, size);
  let head = '';
  for (const letter of letters.slice(0, from)) {
    if (textWidth(`${head}${letter}${rest}`, size, 600) > room) break;
    head += letter;
  }
  return `${head.trimEnd()}${rest}`;
}

function fittedInside(name: string, room: number, size: number): string {
  const letters = [...name];
  const shown = (count: number): string =>
    `${letters
      .slice(0, Math.ceil(count / 2))
      .join('')
      .trimEnd()}…${letters
      .slice(letters.length - Math.floor(count / 2))
      .join('')
      .trimStart()}`;
  let count = letters.length - 1;
  while (count > 2 && textWidth(shown(count), size, 600) > room) count -= 1;
  return shown(count);
}

/** A semibold name of `size` px that fits a room of a chart, shortened with … where it is longer; a legend has it whole. */
export function fittedName(name: string, room: number, size: number): string {
  if (textWidth(name, size, 600) <= room) return name;
  const letters = [...name];
  while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, size, 600) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** A step in px by which lines are tried wider. */
const WIDER = 4;

/**
 * A semibold name of `size` px in one line where it fits a room, else in two as equal as its words allow, parted by \n; what is
 * longer than two lines of the room is shortened with …
 */
export function fittedLines(name: string, room: number, size: number): string {
  const whole = textWidth(name, size, 600);
  if (whole <= room) return name;
  for (let width = whole / 2; width <= room; width += WIDER) {
    const lines = wrapText(name, width, size, 600);
    if (lines.length === 2 && lines.every((line) => textWidth(line, size, 600) <= room)) return lines.join('\n');
  }
  const [first = '', ...rest] = wrapText(name, room, size, 600);
  return rest.length === 0 || textWidth(first, size, 600) > room
    ? fittedName(name, room, size)
    : `${first}\n${fittedName(rest.join(' '), room, size)}`;
}
