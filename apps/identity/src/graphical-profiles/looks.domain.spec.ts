import { type Looks, looksOf } from './looks.domain';

const looks = (changes: Partial<Looks>): Looks => ({
  ...{ colours: {}, fonts: {}, headerText: {}, custom: {}, logo: null },
  ...changes,
});
const logo = (url: string) => ({ url, width: 10, height: 5 });

describe('looksOf', () => {
  it('takes each colour, font and key from the most specific that has it', () => {
    const customer = looks({ colours: { primary: '#111111' }, custom: { layout: 'wide' } });
    const group = looks({ colours: { primary: '#222222', accent: '#333333' }, fonts: { body: 'Inter' } });
    const shop = looks({ fonts: { body: 'Arial', heading: 'Georgia' }, custom: { layout: 'narrow' } });

    expect(looksOf([customer, group, shop])).toEqual({
      colours: { primary: '#111111', accent: '#333333' },
      fonts: { body: 'Inter', heading: 'Georgia' },
      custom: { layout: 'wide' },
      headerText: {},
      logo: null,
    });
  });

  it('takes the header text whole', () => {
    const [special, general] = [
      looks({ headerText: { en: 'Hello' } }),
      looks({ headerText: { en: 'Hi', fr: 'Salut' } }),
    ];

    expect(looksOf([special, general]).headerText).toEqual({ en: 'Hello' });
    expect(looksOf([looks({}), general]).headerText).toEqual({ en: 'Hi', fr: 'Salut' });
  });

  it('takes the most specific logo there is', () => {
    expect(looksOf([looks({}), looks({ logo: logo('/a') }), looks({ logo: logo('/b') })]).logo).toEqual(
      logo('/a'),
    );
  });

  it('is nothing where nobody says anything', () => {
    expect(looksOf([])).toEqual(looks({}));
  });
});
