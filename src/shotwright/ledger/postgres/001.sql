-- The ledger in PostgreSQL 13 or newer.  Amounts are whole millionths of their purse; times are
-- ISO 8601 in UTC.  What happened is only ever added to; `current` and `ceiling` are sums of it,
-- kept beside it, and `ledger verify` reckons them again.

-- A plan's hash covers what is made, not for which board: equal boards have equal hashes.
CREATE TABLE plan (
  hash TEXT NOT NULL,
  board TEXT NOT NULL,
  document TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (hash, board)
);

CREATE TABLE approval (
  id TEXT PRIMARY KEY,
  plan_hash TEXT NOT NULL,
  board TEXT NOT NULL,
  takes BIGINT NOT NULL CHECK (takes > 0),
  until TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (plan_hash, board) REFERENCES plan (hash, board)
);

CREATE TABLE quote (
  approval TEXT NOT NULL REFERENCES approval (id),
  generation TEXT NOT NULL,
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  listed BIGINT NOT NULL CHECK (listed >= 0),
  highest BIGINT NOT NULL CHECK (highest >= 0),
  PRIMARY KEY (approval, generation)
);

-- scope: `approval ID` or `month YYYY-MM`.
CREATE TABLE ceiling (
  scope TEXT NOT NULL,
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  bound BIGINT NOT NULL CHECK (bound >= 0),
  used BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (scope, purse)
);

-- What was going to be sent, before it was sent.  digest: SHA-256 of the body.
CREATE TABLE take (
  id TEXT PRIMARY KEY,
  tag TEXT NOT NULL UNIQUE,
  approval TEXT NOT NULL REFERENCES approval (id),
  plan_hash TEXT NOT NULL,
  board TEXT NOT NULL,
  account TEXT NOT NULL,
  sender TEXT NOT NULL,
  generation TEXT NOT NULL,
  items TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  occurrence BIGINT NOT NULL CHECK (occurrence > 0),
  number BIGINT NOT NULL CHECK (number > 0),
  route TEXT NOT NULL,
  product TEXT NOT NULL,
  billing TEXT NOT NULL,
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  listed BIGINT NOT NULL CHECK (listed >= 0),
  reserved BIGINT NOT NULL CHECK (reserved >= 0),
  month TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (account, board, fingerprint, occurrence, number),
  FOREIGN KEY (plan_hash, board) REFERENCES plan (hash, board)
);

CREATE TABLE event (
  take TEXT NOT NULL REFERENCES take (id),
  seq BIGINT NOT NULL CHECK (seq > 0),
  state TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  file TEXT NOT NULL,
  worker TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (take, seq)
);

-- Money: reserved, released, charged.  What a take holds of a ceiling is the sum of its entries.
CREATE TABLE entry (
  take TEXT NOT NULL REFERENCES take (id),
  seq BIGINT NOT NULL CHECK (seq > 0),
  kind TEXT NOT NULL CHECK (kind IN ('reserve', 'release', 'charge')),
  purse TEXT NOT NULL CHECK (purse IN ('credits', 'usd')),
  micro BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (take, seq, kind)
);

-- The last event of each take, who is sending it now and until when, and whether it has a slot.
CREATE TABLE current (
  take TEXT PRIMARY KEY REFERENCES take (id),
  seq BIGINT NOT NULL,
  state TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  file TEXT NOT NULL,
  charged BIGINT,
  charge TEXT CHECK (charge IN ('computed', 'confirmed')),
  slot BIGINT NOT NULL CHECK (slot IN (0, 1)),
  worker TEXT NOT NULL,
  until TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX current_remote ON current (remote_id) WHERE remote_id <> '';
CREATE INDEX take_board ON take (board);

CREATE TABLE slot (
  account TEXT PRIMARY KEY,
  used BIGINT NOT NULL CHECK (used >= 0)
);

CREATE TABLE asset (
  account TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account, sha256)
);

-- What a webhook brought, each event once.
CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  remote_id TEXT NOT NULL,
  document TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX notice_at ON notice (at);
CREATE INDEX notice_remote ON notice (remote_id);

-- The latest time seen: the ledger's clock evens out small steps back of a machine's.
CREATE TABLE clock (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  at TEXT NOT NULL
);
INSERT INTO clock VALUES (1, '');

CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% are only added', TG_TABLE_NAME; END $$;
CREATE TRIGGER take_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON take
EXECUTE FUNCTION only_added();
CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event
EXECUTE FUNCTION only_added();
CREATE TRIGGER entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
EXECUTE FUNCTION only_added();

-- For people with a database client; docs/ledger.md describes the columns.
CREATE VIEW takes AS
SELECT t.board, t.generation, t.number AS take, c.state, c.remote_id, t.purse,
       t.reserved AS reserved_micro, c.charged AS charged_micro, c.charge, c.reason, c.file,
       t.route, t.product, t.account, t.sender, t.approval, t.plan_hash, t.tag, t.id,
       t.at, c.at AS changed
FROM take t JOIN current c ON c.take = t.id;

CREATE VIEW money AS
SELECT scope, purse, bound AS bound_micro, used AS used_micro, bound - used AS left_micro
FROM ceiling;

CREATE VIEW history AS
SELECT t.generation, t.number AS take, e.seq, e.state, e.remote_id, e.reason, e.worker, e.at, t.id
FROM event e JOIN take t ON t.id = e.take;
