import { mkdir } from 'node:fs/promises';
import { depsFrom } from '../../shared/compose.ts';
import type { Deps } from '../../shared/deps.ts';
import { type KeyProvider, keysFrom, NO_KEYS } from '../../shared/secrets/keys.ts';
import { hasPersonKey, WrongPersonKey } from '../../shared/table/record/person-key.ts';
import { useEngine } from './engine.ts';
import {
  type Environment,
  endpointUrl,
  isOnThisMachine,
  previousKeyAlone,
  SettingWrong,
} from './environment.ts';
import { createKeyFile, hasKeyFile, keyFileIn, keysOfFile } from './person-key.ts';
import { prepareTable } from './table.ts';

/** The system's parts on one machine, ready to be used. */
export interface Machine {
  readonly deps: Deps;
  readonly dataDir: string;
  /** Whether the engine and its files are this machine's own. */
  readonly embedded: boolean;
  /** The file of the secret keys; undefined where they come from elsewhere. */
  readonly keyFile: string | undefined;
  /** Releases the engine; the last user stops it. */
  readonly stop: () => Promise<void>;
}

/** Where the person key comes from. */
interface KeySource {
  /** The setting or file, as a sentence names it. */
  readonly name: string;
  readonly keys: KeyProvider;
  readonly keyFile?: string;
}

/** Chooses the source: the environment, the secret that it names, a file in the data folder, or none. */
async function chooseKeySource(environment: Environment): Promise<KeySource> {
  const { HOUFU_DATA, HOUFU_PERSON_KEY, HOUFU_PERSON_KEY_PREVIOUS, HOUFU_SECRET_ARN } = environment;
  if (HOUFU_PERSON_KEY) {
    const keys = keysFrom(JSON.stringify({ current: HOUFU_PERSON_KEY, previous: HOUFU_PERSON_KEY_PREVIOUS }));
    return { name: 'HOUFU_PERSON_KEY', keys: async () => keys };
  }
  if (HOUFU_PERSON_KEY_PREVIOUS) throw previousKeyAlone();
  if (HOUFU_SECRET_ARN) {
    // Only a machine that uses a secret loads that client.
    const { keysOfSecretsManager } = await import('../../shared/secrets/keys-from-secrets-manager.ts');
    return { name: 'HOUFU_SECRET_ARN', keys: keysOfSecretsManager({ HOUFU_SECRET_ARN }) };
  }
  const keyFile = keyFileIn(HOUFU_DATA);
  // A table elsewhere has its key elsewhere. Jobs that register and look up nobody do without.
  if (!isOnThisMachine(environment) && !(await hasKeyFile(keyFile))) {
    return { name: 'HOUFU_SECRET_ARN', keys: async () => NO_KEYS };
  }
  return { name: keyFile, keys: keysOfFile(keyFile), keyFile };
}

/** Creates the key file of a new table. Throws `SettingWrong` where the table was begun with a key elsewhere. */
async function prepareKeyFile(keyFile: string, { table, areas }: Deps): Promise<void> {
  const counties = areas.counties().map(({ code }) => code);
  const isKeyElsewhere = !(await hasKeyFile(keyFile)) && (await hasPersonKey(table, counties));
  // Meanwhile another process may have made the file and begun the table with it.
  if (isKeyElsewhere && !(await hasKeyFile(keyFile))) {
    throw new SettingWrong(
      `${keyFile}: 没有密钥文件，而表 ${table.name} 已用别的密钥登记人员，不会另建：请从最初的数据文件夹或备份复制 person-key，或设置 HOUFU_PERSON_KEY、HOUFU_SECRET_ARN；确已丢失的见 docs/operations/key-rotation.md / ` +
        `there is no key file, and people of the table ${table.name} are registered under a key already, so none is made: copy person-key from the data folder that began the table or from its backup, or set HOUFU_PERSON_KEY or HOUFU_SECRET_ARN; if it is lost see docs/operations/key-rotation.md`,
    );
  }
  await createKeyFile(keyFile);
}

/** Checks that the key is the table's. Throws `SettingWrong`. */
async function requireTableKey({ name }: KeySource, { keys }: Deps): Promise<void> {
  try {
    await keys();
  } catch (error) {
    throw error instanceof WrongPersonKey ? new SettingWrong(`${name}: ${error.message}`) : error;
  }
}

async function createDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new SettingWrong(
      `HOUFU_DATA=${dataDir}: 不能用作数据文件夹 / cannot be used as the data folder (${error.code})`,
    );
  });
}

export interface OpenOptions {
  /** Whether the table's key is lost, so that another one may take its place: the key is then not checked. */
  readonly isKeyLost?: boolean;
}

/** Builds the dependencies on a table that is there, with its key. Throws `SettingWrong`. */
async function openDeps(
  environment: Environment,
  source: KeySource,
  endpoint: string | undefined,
  { isKeyLost = false }: OpenOptions,
): Promise<ReturnType<typeof depsFrom>> {
  const { HOUFU_TABLE, HOUFU_AREAS, HOUFU_AREAS_FOLDER } = environment;
  const areas = { HOUFU_AREAS: HOUFU_AREAS.join(','), HOUFU_AREAS_FOLDER };
  const deps = depsFrom({ HOUFU_TABLE, DYNAMODB_ENDPOINT: endpoint, ...areas }, source.keys);
  try {
    await prepareTable(deps.table, environment);
    if (isKeyLost) {
      if (source.keyFile) await createKeyFile(source.keyFile);
      return { ...deps, keys: source.keys };
    }
    if (source.keyFile) await prepareKeyFile(source.keyFile, deps);
    await requireTableKey(source, deps);
    return deps;
  } catch (error) {
    deps.table.client.destroy();
    throw error;
  }
}

/** Starts or shares the engine, prepares the table and the key, and builds the dependencies. Throws `SettingWrong`. */
export async function openMachine(environment: Environment, options: OpenOptions = {}): Promise<Machine> {
  const { HOUFU_DATA, DYNAMODB_ENDPOINT } = environment;
  await createDataFolder(HOUFU_DATA);
  const embedded = DYNAMODB_ENDPOINT === undefined;
  const engine = embedded ? await useEngine(HOUFU_DATA) : undefined;
  try {
    const source = await chooseKeySource(environment);
    const deps = await openDeps(environment, source, engine?.endpoint ?? endpointUrl(environment), options);
    return {
      deps,
      dataDir: HOUFU_DATA,
      embedded,
      keyFile: source.keyFile,
      stop: async () => {
        deps.table.client.destroy();
        await engine?.stop();
      },
    };
  } catch (error) {
    await engine?.stop();
    throw error;
  }
}
