/** What accounts are written about, in Polish. */
export const pl = {
  'password-reset': {
    subject: '{shop}: ustaw nowe hasło',
    text: `Dzień dobry, {name}!

Ktoś poprosił o nowe hasło do Twojego konta w {shop}. Aby je ustawić, otwórz ten adres:

{link}

Adres działa tylko raz. Ważność: {hours} godz.

Jeśli to nie Ty, nic nie rób: hasło pozostanie bez zmian.
`,
  },
  'email-verification': {
    subject: '{shop}: potwierdź swój adres e-mail',
    text: `Dzień dobry, {name}!

Potwierdź, że to Twój adres e-mail, otwierając:

{link}

Adres działa tylko raz. Ważność: {hours} godz.

Jeśli nie masz konta w {shop}, nic nie rób.
`,
  },
  invitation: {
    subject: '{shop}: Twoje konto jest gotowe',
    text: `Dzień dobry, {name}!

W {shop} utworzono dla Ciebie konto. Ustaw hasło, aby z niego korzystać:

{link}

Adres działa tylko raz. Ważność: {hours} godz. Potem można poprosić o nowe hasło na stronie logowania.
`,
  },
  'set-password': {
    subject: '{shop}: ustaw hasło do swojego konta',
    text: `Dzień dobry, {name}!

Twoje zamówienia w {shop} należą teraz do konta. Ustaw hasło, aby z niego korzystać:

{link}

Adres działa tylko raz. Ważność: {hours} godz. Potem można poprosić o nowe hasło na stronie logowania.
`,
  },
  'password-changed': {
    subject: '{shop}: hasło zostało zmienione',
    text: `Dzień dobry, {name}!

Hasło do Twojego konta w {shop} zostało zmienione, a wszystkie sesje otwarte poprzednim hasłem zostały zakończone.

Jeśli to nie Ty, poproś o nowe hasło na stronie logowania i napisz do nas.
`,
  },
  'two-factor-on': {
    subject: '{shop}: logowanie wymaga teraz kodu',
    text: `Dzień dobry, {name}!

Od teraz logowanie do Twojego konta w {shop} wymaga, oprócz hasła, kodu z aplikacji.

Jeśli to nie Ty, napisz do nas.
`,
  },
  'two-factor-off': {
    subject: '{shop}: logowanie nie wymaga już kodu',
    text: `Dzień dobry, {name}!

Od teraz logowanie do Twojego konta w {shop} wymaga tylko hasła, bez kodu.

Jeśli to nie Ty i nie było to na Twoją prośbę, zmień hasło i napisz do nas.
`,
  },
};
