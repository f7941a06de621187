import { LINK_PLACE } from '../mails/mail-links.service';
import { accountText } from './account-mail.domain';
import { en } from './texts/en';
import { fr } from './texts/fr';
import { nb } from './texts/nb';
import { pl } from './texts/pl';
import { sv } from './texts/sv';

const variables = { name: 'Ada Lovelace', shop: 'Tea & Sons', hours: '1' };

describe('accountText', () => {
  it('fills the text and leaves the place of the link', () => {
    const text = accountText('password-reset', 'en', variables);

    expect(text?.subject).toBe('Tea & Sons: choose a new password');
    expect(text?.text).toContain('Hello Ada Lovelace,');
    expect(text?.text).toContain(`\n${LINK_PLACE}\n`);
    expect(text?.text).toContain('Valid for: 1 h.');
  });

  it.each([
    ['fr-CA', 'Bonjour'],
    ['nn', 'Hei'],
    ['no', 'Hei'],
    ['PL', 'Dzień'],
    ['sv-FI', 'Hej'],
    ['ja', 'Hello'],
    [undefined, 'Hello'],
  ])('takes the language nearest to %s', (language, greeting) => {
    expect(accountText('invitation', language, variables)?.text).toMatch(new RegExp(`^${greeting}`));
  });

  it('says in every language what it says in English, with the same places', () => {
    const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

    for (const texts of [fr, nb, pl, sv]) {
      expect(Object.keys(texts)).toEqual(Object.keys(en));
      for (const [template, { subject, text }] of Object.entries(en)) {
        const other = Object.entries(texts).find(([name]) => name === template)?.[1];
        expect(placesOf(other?.text ?? '')).toEqual(placesOf(text));
        expect(placesOf(other?.subject ?? '')).toEqual(placesOf(subject));
      }
    }
  });

  it('lets nobody bring places of his own', () => {
    const text = accountText('password-reset', 'en', { ...variables, name: '{link} {shop}' });

    expect(text?.text).toMatch(/^Hello link shop,/);
  });

  it('knows no other templates', () => {
    expect(accountText('toString', 'en', variables)).toBeUndefined();
    expect(accountText('unheard-of', 'constructor', variables)).toBeUndefined();
  });
});
