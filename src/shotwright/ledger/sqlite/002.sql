-- Approvals that were withdrawn: nothing more is intended under them.
CREATE TABLE withdrawal (
  approval TEXT PRIMARY KEY REFERENCES approval (id),
  worker TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- What an account had left, read while none of its takes was on its way.
CREATE TABLE balance (
  account TEXT NOT NULL,
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  micro INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account, purse, at)
) STRICT;

CREATE TRIGGER withdrawal_is_kept BEFORE DELETE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are only added'); END;
CREATE TRIGGER withdrawal_is_unchanged BEFORE UPDATE ON withdrawal
BEGIN SELECT RAISE(ABORT, 'withdrawals are only added'); END;
