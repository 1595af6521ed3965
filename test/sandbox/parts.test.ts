import { countParts } from '../../src/sandbox/sms/parts';

/** SMS user guide, sms-limitations-character. */
it.each<[string, string, string, number]>([
  ['one character', 'x', 'GSM', 1],
  ['160 GSM-7 characters', 'x'.repeat(160), 'GSM', 1],
  ['161 GSM-7 characters', 'x'.repeat(161), 'GSM', 2],
  ['306 GSM-7 characters', 'x'.repeat(306), 'GSM', 2],
  ['307 GSM-7 characters', 'x'.repeat(307), 'GSM', 3],
  ['160 characters with a euro sign, which takes two', `${'x'.repeat(159)}€`, 'GSM', 2],
  ['159 characters with a euro sign', `${'x'.repeat(158)}€`, 'GSM', 1],
  ['an extension character that would be split', `${'x'.repeat(152)}€${'x'.repeat(152)}`, 'GSM', 3],
  ['a typographic quote', '’', 'Unicode', 1],
  ['70 UCS-2 characters', 'ш'.repeat(70), 'Unicode', 1],
  ['71 UCS-2 characters', 'ш'.repeat(71), 'Unicode', 2],
  ['135 UCS-2 characters', 'ш'.repeat(135), 'Unicode', 3],
  ['35 emoji, two units each', '😀'.repeat(35), 'Unicode', 1],
  ['36 emoji', '😀'.repeat(36), 'Unicode', 2],
  ['67 emoji: 33 fit a part, none is split', '😀'.repeat(67), 'Unicode', 3],
  ['the Greek letters of GSM-7', 'ΔΦΓΛΩΠΨΣΘΞ', 'GSM', 1],
  ['the Greek letters that are not', 'ΑΒΕ', 'Unicode', 1],
  ['1600 GSM-7 characters', 'x'.repeat(1600), 'GSM', 11],
])('%s', (_, body, encoding, parts) => {
  expect(countParts(body)).toEqual({ encoding, parts });
});
