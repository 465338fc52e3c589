-- Approvals that were withdrawn: nothing more is intended under them.
CREATE TABLE withdrawal (
  approval TEXT PRIMARY KEY REFERENCES approval (id),
  worker TEXT NOT NULL,
  at TEXT NOT NULL
);

-- What an account had left, read while none of its takes was on its way.
CREATE TABLE balance (
  account TEXT NOT NULL,
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  micro BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account, purse, at)
);

CREATE TRIGGER withdrawal_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawal
EXECUTE FUNCTION only_added();
