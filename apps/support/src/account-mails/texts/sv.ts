/** What accounts are written about, in Swedish. */
export const sv = {
  'password-reset': {
    subject: '{shop}: välj ett nytt lösenord',
    text: `Hej {name},

någon har begärt ett nytt lösenord till ditt konto hos {shop}. Öppna den här adressen för att välja ett:

{link}

Den fungerar en gång. Giltig i: {hours} tim.

Om det inte var du behöver du inte göra något: ditt lösenord är oförändrat.
`,
  },
  'email-verification': {
    subject: '{shop}: bekräfta din e-postadress',
    text: `Hej {name},

bekräfta att det här är din e-postadress genom att öppna:

{link}

Den fungerar en gång. Giltig i: {hours} tim.

Om du inte har något konto hos {shop} behöver du inte göra något.
`,
  },
  invitation: {
    subject: '{shop}: ditt konto är klart',
    text: `Hej {name},

ett konto har skapats åt dig hos {shop}. Välj ett lösenord för att använda det:

{link}

Den fungerar en gång. Giltig i: {hours} tim. Därefter kan du begära ett nytt lösenord på inloggningssidan.
`,
  },
  'set-password': {
    subject: '{shop}: välj ett lösenord till ditt konto',
    text: `Hej {name},

dina beställningar hos {shop} hör nu till ett konto. Välj ett lösenord för att använda det:

{link}

Den fungerar en gång. Giltig i: {hours} tim. Därefter kan du begära ett nytt lösenord på inloggningssidan.
`,
  },
  'password-changed': {
    subject: '{shop}: ditt lösenord har ändrats',
    text: `Hej {name},

lösenordet till ditt konto hos {shop} har ändrats, och alla som var inloggade med det gamla har loggats ut.

Om det inte var du, begär ett nytt lösenord på inloggningssidan och skriv till oss.
`,
  },
  'two-factor-on': {
    subject: '{shop}: inloggning kräver nu en kod',
    text: `Hej {name},

från och med nu kräver inloggning på ditt konto hos {shop} en kod från din app utöver lösenordet.

Om det inte var du, skriv till oss.
`,
  },
  'two-factor-off': {
    subject: '{shop}: inloggning kräver inte längre någon kod',
    text: `Hej {name},

från och med nu kräver inloggning på ditt konto hos {shop} bara lösenordet, ingen kod.

Om det inte var du, och du inte har bett oss om det, byt lösenord och skriv till oss.
`,
  },
};
