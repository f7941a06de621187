/** What accounts are written about, in Norwegian (bokmål). */
export const nb = {
  'password-reset': {
    subject: '{shop}: velg et nytt passord',
    text: `Hei {name},

noen har bedt om et nytt passord til kontoen din hos {shop}. Åpne denne adressen for å velge et:

{link}

Den virker én gang. Gyldig i: {hours} t.

Hvis det ikke var deg, trenger du ikke å gjøre noe: passordet ditt er det samme.
`,
  },
  'email-verification': {
    subject: '{shop}: bekreft e-postadressen din',
    text: `Hei {name},

bekreft at dette er e-postadressen din ved å åpne:

{link}

Den virker én gang. Gyldig i: {hours} t.

Hvis du ikke har en konto hos {shop}, trenger du ikke å gjøre noe.
`,
  },
  invitation: {
    subject: '{shop}: kontoen din er klar',
    text: `Hei {name},

det er opprettet en konto for deg hos {shop}. Velg et passord for å ta den i bruk:

{link}

Den virker én gang. Gyldig i: {hours} t. Deretter kan du be om et nytt passord på innloggingssiden.
`,
  },
  'set-password': {
    subject: '{shop}: velg et passord til kontoen din',
    text: `Hei {name},

bestillingene dine hos {shop} hører nå til en konto. Velg et passord for å ta den i bruk:

{link}

Den virker én gang. Gyldig i: {hours} t. Deretter kan du be om et nytt passord på innloggingssiden.
`,
  },
  'password-changed': {
    subject: '{shop}: passordet ditt er endret',
    text: `Hei {name},

passordet til kontoen din hos {shop} er endret, og alle som var logget inn med det gamle, er logget ut.

Hvis det ikke var deg, be om et nytt passord på innloggingssiden og skriv til oss.
`,
  },
  'two-factor-on': {
    subject: '{shop}: innlogging krever nå en kode',
    text: `Hei {name},

fra nå av krever innlogging på kontoen din hos {shop} en kode fra appen din i tillegg til passordet.

Hvis det ikke var deg, skriv til oss.
`,
  },
  'two-factor-off': {
    subject: '{shop}: innlogging krever ikke lenger en kode',
    text: `Hei {name},

fra nå av krever innlogging på kontoen din hos {shop} bare passordet, ingen kode.

Hvis det ikke var deg, og du ikke har bedt oss om det, bytt passord og skriv til oss.
`,
  },
};
