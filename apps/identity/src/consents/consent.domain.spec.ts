import { consentChanges, NO_CONSENTS } from './consent.domain';

describe('consentChanges', () => {
  it('records what is given and what is taken back', () => {
    expect(
      consentChanges({ newsletter: false, partnerOffers: true }, { newsletter: true, partnerOffers: false }),
    ).toEqual([
      { consent: 'newsletter', given: true },
      { consent: 'partner-offers', given: false },
    ]);
  });

  it('records nothing that stays, is left out, or was never given', () => {
    expect(consentChanges({ newsletter: true, partnerOffers: true }, { newsletter: true })).toEqual([]);
    expect(consentChanges(NO_CONSENTS, { newsletter: false })).toEqual([]);
  });
});
