/**
 * SQL of one row if an account, a contact or an employee, is switched on and has the password still whose hash was verified: none, if it
 * was replaced meanwhile. The account stays so until the end of the transaction, and whoever changes it is waited for.
 */
export const withPassword = (contact: string, employee: string, hash: string): string => `
  SELECT FROM (SELECT FROM contacts WHERE id = ${contact}::uuid AND enabled AND password_hash = ${hash} FOR SHARE) AS contact
  UNION ALL
  SELECT FROM (SELECT FROM employees WHERE id = ${employee}::uuid AND enabled AND password_hash = ${hash} FOR SHARE) AS employee`;
