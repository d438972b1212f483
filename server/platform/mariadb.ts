// The private database: MariaDB as a process of ours, with its own folder, socket, and a free port on 127.0.0.1.
// Several processes (server, operator's commands) may share one folder: the last one out stops it, and each
// brings it back if it dies. It outlives a killed parent; the next start adopts it by its state file.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir, totalmem, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { commandLine, isAlive, isRunning, processIdentity } from "./processes";

export type PrivateDatabase = {
  url: string;
  /** Of the server process; changes when it died and was started again. */
  readonly pid: number;
  stop(): Promise<void>;
};

type PrivateDatabaseOptions = {
  dataDir: string;
  log?: (line: string) => void;
  /** Bring the server back when it dies under us. Default true. */
  supervise?: boolean;
  /** Gives up durability for speed: for tests that never kill the server. */
  relaxed?: boolean;
};

/** Several users of one process count one by one: "pid@start#n". */
let users = 0;

type State = { pid: number; port: number; users: string[] };

const DATABASE = "hrb";
const USER = "hrb";
const START_LIMIT_MS = 60_000; // a recovery after a crash with a large log takes longer than a start
const STOP_LIMIT_MS = 60_000;
const POOL_MIN_MB = 128;
const POOL_MAX_MB = 1024;
const WATCH_EVERY_MS = 500;
const SOCKET_PATH_LIMIT = 100; // the system's limit is 104 (macOS) or 108 (Linux) bytes

/** Folders beside PATH: /usr/sbin is not on an ordinary user's PATH on Debian. */
const FOLDERS = [
  "/usr/sbin",
  "/usr/bin",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/libexec",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mariadb/bin",
];

function findProgram(names: string[]): string | null {
  const folders = [...FOLDERS, ...(process.env.PATH ?? "").split(":").filter(Boolean)];
  for (const name of names)
    for (const folder of folders) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  return null;
}

const findServer = () => findProgram(["mariadbd"]);

export async function startPrivateDatabase(options: PrivateDatabaseOptions): Promise<PrivateDatabase> {
  const log = options.log ?? (() => {});
  const paths = pathsOf(options.dataDir);
  mkdirSync(paths.temporary, { recursive: true });
  const me = `${processIdentity(process.pid) ?? process.pid}#${++users}`;

  let state = await locked(paths.lock, async () => {
    const server = requireServer();
    initialise(paths, log);
    const password = readPassword(paths.password);
    const found = readState(paths.state);
    const living = found && isOurs(found, paths) ? found : null;
    if (living) log(`adopted the running database, pid ${living.pid}`);
    const next = living ?? (await launch(server, paths, password, options));
    const others = (living?.users ?? []).filter(
      (user) => isRunning(user.split("#")[0] as string) && user !== me,
    );
    return writeState(paths.state, { ...next, users: [...others, me] });
  });

  const password = readPassword(paths.password);
  const url = `mysql://${USER}:${password}@127.0.0.1:${state.port}/${DATABASE}`;
  let stopping = false;
  let watching = Promise.resolve();
  const watch = async () => {
    if (stopping || isAlive(state.pid)) return;
    log(`the database (pid ${state.pid}) died; bringing it back`);
    state = await locked(paths.lock, async () => {
      const current = readState(paths.state);
      if (current && current.pid !== state.pid && isOurs(current, paths)) return current;
      const next = await launch(requireServer(), paths, password, options, state.port);
      return writeState(paths.state, { ...next, users: current?.users ?? [me] });
    });
  };
  const timer =
    options.supervise === false
      ? undefined
      : setInterval(() => {
          watching = watching.then(watch).catch((error) => log(`could not restart the database: ${error}`));
        }, WATCH_EVERY_MS).unref();

  return {
    url,
    get pid() {
      return state.pid;
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await watching;
      await locked(paths.lock, async () => {
        const current = readState(paths.state);
        if (!current) return;
        const others = current.users.filter((user) => user !== me && isRunning(user.split("#")[0] as string));
        if (others.length > 0) {
          writeState(paths.state, { ...current, users: others });
          return;
        }
        if (isOurs(current, paths)) await terminate(current.pid);
        rmSync(paths.state, { force: true });
      });
    },
  };
}

function pathsOf(dataDir: string) {
  const root = resolve(dataDir);
  const inside = join(root, "mariadb.sock");
  const hash = createHash("sha256").update(root).digest("hex").slice(0, 16);
  return {
    root,
    data: join(root, "mariadb"),
    // Its own: a starting server removes temporary tables it finds, also those of another server in a shared folder.
    temporary: join(root, "mariadb.tmp"),
    log: join(root, "mariadb.log"),
    pid: join(root, "mariadb.pid"),
    state: join(root, "mariadb.json"),
    lock: join(root, "mariadb.lock"),
    init: join(root, "mariadb.sql"),
    password: join(root, "mariadb.password"),
    socket: Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT ? inside : join(tmpdir(), `hrb-${hash}.sock`),
  };
}
type Paths = ReturnType<typeof pathsOf>;

function requireServer(): string {
  const server = findServer();
  if (!server)
    throw new Error("MariaDB is not installed: run `apt-get install mariadb-server`, or set DATABASE_URL");
  return server;
}

/** Into a temporary folder and then renamed, so that a killed start leaves no half-made folder that looks whole. */
function initialise(paths: Paths, log: (line: string) => void): void {
  for (const name of readdirSync(paths.root))
    if (name.startsWith("mariadb.new-")) rmSync(join(paths.root, name), { recursive: true, force: true });
  if (existsSync(paths.data)) return;
  const installer = findProgram(["mariadb-install-db", "mysql_install_db"]);
  if (!installer) throw new Error("mariadb-install-db is missing: reinstall the package mariadb-server");
  const temporary = join(paths.root, `mariadb.new-${process.pid}`);
  const made = spawnSync(
    installer,
    [
      "--no-defaults",
      `--datadir=${temporary}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      "--skip-name-resolve",
      ...asUser(),
    ],
    { encoding: "utf8", env: { ...process.env, TMPDIR: paths.temporary } },
  );
  if (made.status !== 0) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(
      `mariadb-install-db failed: ${(made.stderr || made.stdout || String(made.error)).trim().slice(-500)}`,
    );
  }
  if (!existsSync(paths.password)) {
    writeFileSync(paths.password, randomBytes(24).toString("hex"), { mode: 0o600 });
  }
  chmodSync(temporary, 0o700);
  renameSync(temporary, paths.data);
  log("initialised the database folder");
}

function readPassword(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}

/** mariadbd refuses to run as root unless told so. */
function asUser(): string[] {
  return process.getuid?.() === 0 ? [`--user=${userInfo().username}`] : [];
}

async function launch(
  server: string,
  paths: Paths,
  password: string,
  options: PrivateDatabaseOptions,
  samePort?: number,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = samePort ?? (await freePort());
    writeFileSync(paths.init, accounts(password), { mode: 0o600 });
    const out = openSync(paths.log, "a", 0o600);
    const child = spawn(server, argumentsOf(paths, port, options), {
      detached: true, // its own process group: Ctrl-C is for us, the database is stopped last
      stdio: ["ignore", out, out],
      cwd: "/",
    });
    closeSync(out);
    let exited = false;
    child.once("exit", () => {
      exited = true;
    });
    child.once("error", () => {
      exited = true;
    });
    child.unref();
    const ready = await waitUntilReady(port, password, () => exited);
    rmSync(paths.init, { force: true });
    if (ready && child.pid) return { pid: child.pid, port };
    if (child.pid && !exited) await terminate(child.pid);
    // Somebody may have taken the port between our look and the server's bind, or the one before us still holds the files.
    if (attempt >= 3)
      throw new Error(`the database did not start; the last lines of ${paths.log}:\n${tail(paths.log)}`);
    await sleep(300);
  }
}

function argumentsOf(paths: Paths, port: number, options: PrivateDatabaseOptions): string[] {
  return [
    "--no-defaults",
    ...asUser(),
    `--datadir=${paths.data}`,
    `--tmpdir=${paths.temporary}`,
    `--socket=${paths.socket}`,
    `--pid-file=${paths.pid}`,
    `--init-file=${paths.init}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--skip-log-bin",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_bin",
    "--transaction-isolation=READ-COMMITTED",
    "--default-time-zone=+00:00",
    "--max-connections=120",
    "--max-allowed-packet=64M",
    `--innodb-buffer-pool-size=${options.relaxed ? POOL_MIN_MB : poolMegabytes()}M`,
    "--innodb-log-file-size=96M",
    "--performance-schema=OFF",
    "--table-open-cache=400",
    ...(options.relaxed
      ? [
          "--innodb-flush-log-at-trx-commit=0",
          "--innodb-flush-method=nosync",
          "--innodb-doublewrite=0",
          "--sync-frm=0",
        ]
      : ["--innodb-flush-log-at-trx-commit=1"]),
  ];
}

/** An eighth of the machine; touched only as far as there is data. */
function poolMegabytes(): number {
  const eighth = Math.floor(totalmem() / 8 / 1024 ** 2);
  return Math.min(POOL_MAX_MB, Math.max(POOL_MIN_MB, eighth));
}

/** Said at every start; harmless when already true. */
function accounts(password: string): string {
  return [
    `CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;`,
    `CREATE USER IF NOT EXISTS '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `ALTER USER '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO '${USER}'@'127.0.0.1' WITH GRANT OPTION;`,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    `DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');`,
    "FLUSH PRIVILEGES;",
    "",
  ].join("\n");
}

async function waitUntilReady(port: number, password: string, gone: () => boolean): Promise<boolean> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until && !gone()) {
    try {
      const connection = await createConnection({
        host: "127.0.0.1",
        port,
        user: USER,
        password,
        database: DATABASE,
      });
      await connection.end();
      return true;
    } catch {
      await sleep(20);
    }
  }
  return false;
}

async function terminate(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, "SIGTERM");
  const until = Date.now() + STOP_LIMIT_MS;
  while (isAlive(pid)) {
    if (Date.now() > until)
      throw new Error(`the database (pid ${pid}) has not stopped in ${STOP_LIMIT_MS / 1000} s`);
    await sleep(10);
  }
}

/** Alive, and really the server of this folder (pids are reused). */
function isOurs(state: State, paths: Paths): boolean {
  return isAlive(state.pid) && commandLine(state.pid).includes(`--datadir=${paths.data} `);
}

function readState(path: string): State | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as State;
  } catch {
    return null;
  }
}

function writeState(path: string, state: State): State {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(state), { mode: 0o600 });
  renameSync(temporary, path);
  return state;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once("error", fail).listen(0, "127.0.0.1", done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

/** One process at a time; a lock whose holder is gone is taken over. */
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const me = processIdentity(process.pid) ?? String(process.pid);
  const until = Date.now() + START_LIMIT_MS + STOP_LIMIT_MS;
  for (;;) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, me, { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readHolder(path);
      if (holder && !isRunning(holder)) rmSync(path, { force: true });
      else if (Date.now() > until) throw new Error(`${path} is held by process ${holder}`);
      else await sleep(30);
    }
  }
  try {
    return await work();
  } finally {
    try {
      unlinkSync(path);
    } catch {
      // taken away with the folder
    }
  }
}

function readHolder(path: string): string | null {
  try {
    return readFileSync(path, "utf8") || null;
  } catch {
    return null;
  }
}

function tail(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  } catch {
    return "(no log)";
  }
}
