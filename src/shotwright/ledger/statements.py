"""The statements of the ledger, in the SQL that both databases speak."""

TICK = """UPDATE clock SET at = CASE WHEN at < :now OR at > :soon THEN :now ELSE at END
RETURNING at"""

LATEST = "SELECT max(at) AS at FROM current"

LOCK = "UPDATE clock SET at = at"

ADD_PLAN = """INSERT INTO plan (hash, board, document, at)
VALUES (:hash, :board, :document, :at) ON CONFLICT (hash, board) DO NOTHING"""

PLANS = "SELECT document FROM plan ORDER BY at, hash, board"

ADD_APPROVAL = """INSERT INTO approval (id, plan_hash, board, takes, until, at)
VALUES (:id, :plan_hash, :board, :takes, :until, :at) ON CONFLICT (id) DO NOTHING"""

ADD_QUOTE = """INSERT INTO quote (approval, generation, purse, listed, highest)
VALUES (:approval, :generation, :purse, :listed, :highest)"""

APPROVALS = """SELECT a.*, coalesce(w.at, '') AS withdrawn
FROM approval a LEFT JOIN withdrawal w ON w.approval = a.id
WHERE (a.plan_hash = :plan_hash AND a.board = :board) OR :plan_hash = ''
ORDER BY a.at DESC, a.id"""

QUOTES = "SELECT * FROM quote WHERE approval = :approval ORDER BY generation"

SET_CEILING = "INSERT INTO ceiling (scope, purse, bound) VALUES (:scope, :purse, :bound)"

SET_MONTH = """INSERT INTO ceiling (scope, purse, bound, used)
VALUES (:scope, :purse, :bound, :used)
ON CONFLICT (scope, purse) DO UPDATE SET bound = excluded.bound"""

DROP_CEILING = "DELETE FROM ceiling WHERE scope = :scope AND purse = :purse"

CEILINGS = "SELECT * FROM ceiling ORDER BY scope, purse"

CEILINGS_OF = "SELECT * FROM ceiling WHERE scope = :scope ORDER BY purse"

USE = """UPDATE ceiling SET used = used + :micro
WHERE scope IN (:approval, :month) AND purse = :purse RETURNING scope, bound, used"""

HELD_IN_MONTH = """SELECT coalesce(sum(e.micro), 0) AS micro
FROM entry e JOIN take t ON t.id = e.take WHERE t.month = :month AND t.purse = :purse"""

TAKE_SLOT = """INSERT INTO slot (account, used) VALUES (:account, 1)
ON CONFLICT (account) DO UPDATE SET used = slot.used + 1 RETURNING used"""

FREE_SLOT = "UPDATE slot SET used = used - 1 WHERE account = :account"

ADD_TAKE = """INSERT INTO take (id, tag, approval, plan_hash, board, account, sender, generation,
  items, fingerprint, occurrence, number, route, product, billing, purse, listed, reserved, month,
  method, path, body, digest, at)
VALUES (:id, :tag, :approval, :plan_hash, :board, :account, :sender, :generation, :items,
  :fingerprint, :occurrence, :number, :route, :product, :billing, :purse, :listed, :reserved,
  :month, :method, :path, :body, :digest, :at)"""

ADD_CURRENT = """INSERT INTO current (take, seq, state, remote_id, reason, file, slot, worker,
  until, at)
VALUES (:id, :seq, :state, :remote_id, :reason, :file, :slot, :worker, :until, :changed)"""

MOVE = """UPDATE current SET seq = :seq, state = :state, remote_id = :remote_id,
  reason = :reason, file = :file, charged = :charged, charge = :charge, slot = :slot,
  worker = :worker, until = :until, at = :changed
WHERE take = :id"""

ADD_EVENT = """INSERT INTO event (take, seq, state, remote_id, reason, file, worker, at)
VALUES (:id, :seq, :state, :remote_id, :told, :file, :worker, :changed)"""

ADD_ENTRY = """INSERT INTO entry (take, seq, kind, purse, micro, at)
VALUES (:id, :seq, :kind, :purse, :micro, :changed)"""

_TAKES = """SELECT t.id, t.tag, t.approval, t.plan_hash, t.board, t.account, t.sender,
  t.generation, t.items, t.fingerprint, t.occurrence, t.number, t.route, t.product, t.billing,
  t.purse, t.listed, t.reserved, t.month, t.at, c.seq, c.state, c.remote_id, c.reason, c.file,
  c.charged, c.charge, c.slot, c.worker, c.until, c.at AS changed,
  (SELECT coalesce(sum(e.micro), 0) FROM entry e WHERE e.take = t.id) AS held
FROM take t JOIN current c ON c.take = t.id"""

TAKE = f"{_TAKES} WHERE t.id = :id"

TAKE_BY_NAME = f"{_TAKES} WHERE t.id = :name OR t.tag = :name"

TAKES_BY_REMOTE = f"""{_TAKES} WHERE c.remote_id = :remote_id AND c.remote_id <> ''
ORDER BY t.at, t.id"""

TAKES = f"{_TAKES} WHERE t.board = :board OR :board = '' ORDER BY t.at, t.id"

STALE = f"""{_TAKES} WHERE c.state = 'intended' AND c.until <> ''
  AND (c.until < :now OR c.until > :latest) ORDER BY t.id"""

FILES = "SELECT take, file FROM current WHERE file <> ''"

BODY = """SELECT t.method, t.path, t.body, c.seq, c.until
FROM take t JOIN current c ON c.take = t.id WHERE t.id = :id"""

EVENTS = "SELECT * FROM event WHERE take = :take ORDER BY seq"

ASSET = "SELECT asset_id, at FROM asset WHERE account = :account AND sha256 = :sha256"

ADD_ASSET = """INSERT INTO asset (account, sha256, asset_id, at)
VALUES (:account, :sha256, :asset_id, :at) ON CONFLICT (account, sha256)
DO UPDATE SET asset_id = excluded.asset_id, at = excluded.at WHERE asset.asset_id = ''"""

FORGET_ASSET = """UPDATE asset SET asset_id = '', at = :at
WHERE account = :account AND asset_id = :asset_id AND :asset_id <> ''"""

ADD_NOTICE = """INSERT INTO notice (id, remote_id, document, at)
SELECT :id, :remote_id, :document, :at WHERE NOT EXISTS (
  SELECT 1 FROM notice WHERE remote_id = :remote_id AND document = :document)
ON CONFLICT (id) DO NOTHING"""

NOTICED = "SELECT id, remote_id, at FROM notice WHERE at >= :since ORDER BY at, id"

LAST_BALANCE = """SELECT micro, at FROM balance WHERE account = :account AND purse = :purse
ORDER BY at DESC LIMIT 1"""

ADD_BALANCE = """INSERT INTO balance (account, purse, micro, at)
VALUES (:account, :purse, :micro, :at) ON CONFLICT (account, purse, at) DO NOTHING"""

UNSETTLED = """SELECT count(*) AS found FROM take t JOIN current c ON c.take = t.id
WHERE t.account = :account AND t.purse = :purse
  AND (c.state IN ('sent', 'running', 'ambiguous', 'needs_review') OR c.until <> ''
    OR c.at >= :at)"""

ACCEPTED_SINCE = f"""{_TAKES} WHERE t.account = :account AND t.purse = :purse
  AND (SELECT min(e.at) FROM event e WHERE e.take = t.id AND e.state IN ('sent', 'completed'))
    >= :at
ORDER BY t.at, t.id"""  # noqa: S608 - our own words

WITHDRAW = """INSERT INTO withdrawal (approval, worker, at) VALUES (:approval, :worker, :at)
ON CONFLICT (approval) DO NOTHING"""

WITHDRAWN = "SELECT at FROM withdrawal WHERE approval = :approval"
