/** The languages of `Accept-Language`, the most wanted first; English last, which is always there. */
export function wantedLanguages(header: string | undefined): string[] {
  const ranges = (header ?? '')
    .split(',', 20)
    .flatMap((range) => {
      const [, tag = '', quality = '1'] =
        /^\s*([a-z]{2,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(range) ?? [];
      return tag === '' || Number(quality) === 0 ? [] : [{ tag, quality: Number(quality) }];
    })
    .toSorted((a, b) => b.quality - a.quality);
  return [...ranges.map(({ tag }) => tag), 'en'];
}

/** The first of some languages that names can be had in; without the details that names do not depend on. */
export function nameLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const [supported] = supportedOf(tag);
    if (supported !== undefined) return new Intl.Locale(supported).baseName;
  }
  return 'en';
}

function supportedOf(tag: string): string[] {
  try {
    return Intl.DisplayNames.supportedLocalesOf([tag]);
  } catch {
    return [];
  }
}

/** A text in the first language there is one for, by the language alone if need be; else the English or any. */
export function textIn(
  wanted: readonly string[],
  texts: Readonly<Record<string, string>>,
): string | undefined {
  for (const tag of wanted) {
    const [language = ''] = tag.split('-');
    const text = texts[tag] ?? texts[language];
    if (text !== undefined) return text;
  }
  return Object.values(texts)[0];
}
