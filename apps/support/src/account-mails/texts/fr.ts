/** What accounts are written about, in French. */
export const fr = {
  'password-reset': {
    subject: '{shop} : choisissez un nouveau mot de passe',
    text: `Bonjour {name},

un nouveau mot de passe a été demandé pour votre compte chez {shop}. Pour le choisir, ouvrez cette adresse :

{link}

Elle ne sert qu'une fois. Valable : {hours} h.

Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même.
`,
  },
  'email-verification': {
    subject: '{shop} : confirmez votre adresse e-mail',
    text: `Bonjour {name},

confirmez que cette adresse e-mail est la vôtre en ouvrant :

{link}

Elle ne sert qu'une fois. Valable : {hours} h.

Si vous n'avez pas de compte chez {shop}, ne faites rien.
`,
  },
  invitation: {
    subject: '{shop} : votre compte est prêt',
    text: `Bonjour {name},

un compte a été créé pour vous chez {shop}. Choisissez un mot de passe pour l'utiliser :

{link}

Elle ne sert qu'une fois. Valable : {hours} h. Ensuite, demandez un nouveau mot de passe sur la page de connexion.
`,
  },
  'set-password': {
    subject: '{shop} : choisissez un mot de passe pour votre compte',
    text: `Bonjour {name},

vos commandes chez {shop} appartiennent désormais à un compte. Choisissez un mot de passe pour l'utiliser :

{link}

Elle ne sert qu'une fois. Valable : {hours} h. Ensuite, demandez un nouveau mot de passe sur la page de connexion.
`,
  },
  'password-changed': {
    subject: '{shop} : votre mot de passe a été modifié',
    text: `Bonjour {name},

le mot de passe de votre compte chez {shop} a été modifié, et toutes les sessions ouvertes avec l’ancien sont fermées.

Si ce n’était pas vous, demandez un nouveau mot de passe sur la page de connexion et écrivez-nous.
`,
  },
  'two-factor-on': {
    subject: '{shop} : la connexion demande désormais un code',
    text: `Bonjour {name},

désormais, la connexion à votre compte chez {shop} demande un code de votre application en plus du mot de passe.

Si ce n’était pas vous, écrivez-nous.
`,
  },
  'two-factor-off': {
    subject: '{shop} : la connexion ne demande plus de code',
    text: `Bonjour {name},

désormais, la connexion à votre compte chez {shop} ne demande que le mot de passe, sans code.

Si ce n’était pas vous et si vous ne nous l’avez pas demandé, changez votre mot de passe et écrivez-nous.
`,
  },
};
