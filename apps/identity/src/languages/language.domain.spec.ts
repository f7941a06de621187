import { nameLanguage, textIn, wantedLanguages } from './language.domain';

describe('wantedLanguages', () => {
  it.each([
    [undefined, ['en']],
    ['pl', ['pl', 'en']],
    ['en;q=0.5, pt-BR, *;q=0.1, fr;q=0', ['pt-BR', 'en', 'en']],
    ['; drop table', ['en']],
  ])('reads %j', (header, languages) => {
    expect(wantedLanguages(header)).toEqual(languages);
  });
});

describe('nameLanguage', () => {
  it('takes the first that names can be had in', () => {
    expect(nameLanguage(['xx-Klingon', 'pl', 'en'])).toBe('pl');
    expect(nameLanguage(['pt-BR', 'en'])).toBe('pt-BR');
    expect(nameLanguage(['de-DE-u-co-phonebk'])).toBe('de-DE');
    expect(nameLanguage(['a-not-valid-tag-at-all'])).toBe('en');
  });
});

describe('textIn', () => {
  it('falls back from the region to the language, then to English, then to what there is', () => {
    const texts = { en: 'Colour', fr: 'Couleur' };

    expect(textIn(['fr-CA', 'en'], texts)).toBe('Couleur');
    expect(textIn(['pl', 'en'], texts)).toBe('Colour');
    expect(textIn(['pl', 'en'], { sv: 'Färg' })).toBe('Färg');
    expect(textIn(['pl', 'en'], {})).toBeUndefined();
  });
});
