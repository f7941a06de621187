/** What accounts are written about, in English. */
export const en = {
  'password-reset': {
    subject: '{shop}: choose a new password',
    text: `Hello {name},

somebody asked for a new password for your account at {shop}. To choose one, open this address:

{link}

It works once. Valid for: {hours} h.

If it was not you, do nothing: your password stays as it is.
`,
  },
  'email-verification': {
    subject: '{shop}: please confirm your e-mail address',
    text: `Hello {name},

please confirm that this is your e-mail address by opening:

{link}

It works once. Valid for: {hours} h.

If you have no account at {shop}, do nothing.
`,
  },
  invitation: {
    subject: '{shop}: your account is ready',
    text: `Hello {name},

an account was made for you at {shop}. Choose a password to use it:

{link}

It works once. Valid for: {hours} h. Afterwards, ask for a new password on the log-in page.
`,
  },
  'set-password': {
    subject: '{shop}: choose a password for your account',
    text: `Hello {name},

your orders at {shop} now belong to an account. Choose a password to use it:

{link}

It works once. Valid for: {hours} h. Afterwards, ask for a new password on the log-in page.
`,
  },
  'password-changed': {
    subject: '{shop}: your password was changed',
    text: `Hello {name},

the password of your account at {shop} was changed, and whoever was logged in with the old one is logged out.

If it was not you, ask for a new password on the log-in page, and write to us.
`,
  },
  'two-factor-on': {
    subject: '{shop}: logging in now needs a code',
    text: `Hello {name},

from now on, logging in to your account at {shop} needs a code of your app, besides the password.

If it was not you, write to us.
`,
  },
  'two-factor-off': {
    subject: '{shop}: logging in no longer needs a code',
    text: `Hello {name},

from now on, logging in to your account at {shop} needs the password alone and no code.

If it was not you and you have not asked us for it, change your password and write to us.
`,
  },
};
