import { Argument, Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { type AreaCode, countyOf } from '../../shared/domain/areas/area.ts';
import type { Areas } from '../../shared/domain/areas/areas.ts';
import { dateInShanghai, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import { type Month, monthBefore } from '../../shared/domain/calendar/months.ts';
import { Role } from '../../shared/domain/records/actor.ts';
import type { RuleId } from '../../shared/domain/records/rule-id.ts';
import { JOBS, type Job } from '../../shared/domain/records/run.ts';
import { SHEET_KINDS, SHEET_TITLES, type SheetKind } from '../../shared/sheets/kinds.ts';
import { makeTemplate } from '../../shared/sheets/write.ts';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { type Language, sentence } from '../../shared/text/render.ts';
import { demoCountyIn } from './demo/demo-parameters.ts';
import { environmentFrom, localAreas, serverEnvironmentFrom } from './environment.ts';
import { demoPeople } from './identity/people.ts';
import { runDigest } from './jobs/alerts.ts';
import { runAssessment } from './jobs/assessment.ts';
import { isClean, runAudit } from './jobs/audit.ts';
import { runDemo } from './jobs/demo.ts';
import { JobError } from './jobs/failure.ts';
import { requireNewFile, writeUserFile } from './jobs/files.ts';
import { runFindings } from './jobs/findings.ts';
import { runFreeze } from './jobs/freeze.ts';
import { runImport } from './jobs/import.ts';
import { runNumbers } from './jobs/numbers.ts';
import { type Output, terminalOutput } from './jobs/output.ts';
import { runReconcile } from './jobs/reconcile.ts';
import { type RehashJob, runRehash } from './jobs/rehash.ts';
import { printRuns } from './jobs/runs.ts';
import { runToken } from './jobs/token.ts';
import { runVerify } from './jobs/verify.ts';
import { type Machine, type OpenOptions, openMachine } from './machine.ts';
import { localOutlets } from './outlets.ts';
import { argumentParsers } from './parsers.ts';
import { usageText } from './usage.ts';

/** Finds the language before the command line is parsed: the parser's refusals need it. */
const languageIn = (argv: readonly string[]): Language => {
  const at = argv.indexOf('--lang');
  const value =
    at < 0 ? argv.find((one) => one.startsWith('--lang='))?.slice('--lang='.length) : argv[at + 1];
  return value === 'en' ? 'en' : 'zh-CN';
};

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 / Usage:',
  'Arguments:': '参数 / Arguments:',
  'Options:': '选项 / Options:',
  'Commands:': '命令 / Commands:',
};

/** The parser's codes after it printed help or version: no errors. */
const HELP_CODES: ReadonlySet<string> = new Set([
  'commander.help',
  'commander.helpDisplayed',
  'commander.version',
]);

/** Parses the command line, opens the machine for the job, runs it, and closes the machine. */
export async function cli(argv: readonly string[]): Promise<void> {
  const language = languageIn(argv);
  let loaded: Areas | undefined;
  const areas = (): Areas => (loaded ??= localAreas(environmentFrom(process.env)));
  const parse = argumentParsers(language, areas);
  const kind = () =>
    new Argument('<kind>', SHEET_KINDS.map((one) => `${one} ${SHEET_TITLES[one]}`).join(', ')).argParser(
      parse.kind,
    );
  const program = new Command('houfu')
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title })
    .helpOption('-h, --help', '显示用法 / show how it is used')
    .helpCommand('help [command]', '显示某个命令的用法 / show how a command is used')
    .description('后扶：易地扶贫搬迁后续扶持 · follow-up support for relocated households')
    .version(version, '-V, --version', '显示版本 / show the version')
    .addOption(
      new Option('--lang <language>', '提示语言：zh-CN 或 en / language: zh-CN or en')
        .argParser(parse.language)
        .default(language, 'zh-CN'),
    )
    .option(
      '--json',
      '标准输出每行一个 JSON 对象，别无其他 / one JSON object a line on standard output, nothing else',
    );

  const job =
    (work: (machine: Machine, output: Output) => Promise<boolean>, options?: OpenOptions) =>
    async (): Promise<void> => {
      const output = terminalOutput(program.opts().json === true, language);
      const machine = await openMachine(environmentFrom(process.env), options);
      try {
        if (!(await work(machine, output))) process.exitCode = 1;
      } finally {
        await machine.stop();
      }
    };
  const today = ({ deps }: Machine): PlainDate => dateInShanghai(deps.clock());

  program
    .command('import')
    .description('导入表格（.xlsx 或 .csv）/ take a sheet in; --dry-run only says what it would do')
    .addArgument(kind())
    .argument('<file>', '.xlsx 或 .csv 文件 / the file')
    .option('--dry-run', '只预览，不写入 / preview, write nothing')
    .option('--area <code>', '未写县的行所在的县 / the county of rows that name none', parse.area)
    .option(
      '--year <year>',
      '没有年度列的表的年度 / the year of a sheet without 年度',
      parse.count(2000, 2199),
    )
    .option(
      '--refused <file>',
      '把未导入的行连同原因写入表格 / write the refused rows, with the reasons, to this .xlsx',
    )
    .action(
      (
        kind: SheetKind,
        file: string,
        {
          dryRun = false,
          area,
          ...options
        }: { dryRun?: boolean; area?: AreaCode; year?: number; refused?: string },
      ) =>
        job(async ({ deps }, output) => {
          await runImport(deps, { kind, file, dryRun, county: area && countyOf(area), ...options }, output);
          return true;
        })(),
    );
  program
    .command('template')
    .description('导出空白模板 / write an empty sheet in the native columns')
    .addArgument(kind())
    .argument('<file>', '要写入的 .xlsx 文件 / the .xlsx file to write')
    .action(async (kind: SheetKind, file: string) => {
      await requireNewFile(file, language);
      await writeUserFile(file, await makeTemplate(kind), language);
      const output = terminalOutput(program.opts().json === true, language);
      output.say({ kind, file }, () => sentence(JOB_TEXT.template_written, language, { file }));
    });
  program
    .command('audit')
    .description('核查：按当日重新评价到期档案 / evaluate what is due, as on every night')
    .option(
      '--on <date>',
      '核查日期，默认今天；早于今天只重算当日数字 / the day, today by default; of a past one only the numbers are counted',
      parse.date,
    )
    .option('--area <code>', '只核查该区划 / this division only', parse.area)
    .action(({ on, area }: { on?: PlainDate; area?: AreaCode }) =>
      job(async (machine, output) =>
        isClean(await runAudit(machine.deps, { on: on ?? today(machine), area, by: 'terminal' }, output)),
      )(),
    );
  program
    .command('digest')
    .description(
      '晨报：生成今天的预警并发出 / make the digests of today and send them, as on every working day',
    )
    .option('--area <code>', '只做该区县 / this county only', parse.area)
    .action(({ area }: { area?: AreaCode }) =>
      job((machine, output) => {
        const outlets = localOutlets(machine, process.env, output);
        return runDigest(machine.deps, outlets, { by: 'terminal', ...(area ? { area } : {}) }, output);
      })(),
    );
  program
    .command('runs')
    .description('运行记录：谁启动、何时、结果如何 / what the scheduled jobs did, and who started them')
    .option('--job <job>', `只看该任务 / this job only: ${JOBS.join(', ')}`, parse.job)
    .action(({ job: only }: { job?: Job }) =>
      job(async ({ deps }, output) => {
        await printRuns(deps, only, output);
        return true;
      })(),
    );
  program
    .command('findings')
    .description('结论：每条规则对每个对象的评价，一行一条 / every finding on a day, a line each')
    .option('--on <date>', '日期，默认今天 / the day, today by default', parse.date)
    .option('--area <code>', '只看该区划 / this division only', parse.area)
    .option('--rule <rule>', '只看该规则，如 R3 / this rule only, like R3', parse.rule)
    .action(({ on, ...rest }: { on?: PlainDate; area?: AreaCode; rule?: RuleId }) =>
      job(async (machine, output) => {
        const failed = await runFindings(machine.deps, { on: on ?? today(machine), ...rest }, output);
        return failed.length === 0;
      })(),
    );
  program
    .command('numbers')
    .description('数字：各规则的对象、结论和问题计数 / subjects, outcomes and flags of each rule, counted')
    .option(
      '--on <date>',
      '日期，默认今天；市为最近一次核查 / the day, today by default; of a city the last one audited',
      parse.date,
    )
    .option('--area <code>', '区划，默认全市 / the division, the city by default', parse.area)
    .action((numbers: { on?: PlainDate; area?: AreaCode }) =>
      job(async ({ deps }, output) => {
        await runNumbers(deps, numbers, output);
        return true;
      })(),
    );
  program
    .command('reconcile')
    .description(
      '核对：从事实重新评价全部档案，报告不一致 / evaluate everything from its facts and report what differs',
    )
    .option('--repair', '修复不一致 / put right what differs')
    .action(({ repair = false }: { repair?: boolean }) =>
      job(async ({ deps }, output) => {
        const { differences, failed } = await runReconcile(deps, { repair, by: 'terminal' }, output);
        return failed.length === 0 && (repair || differences.length === 0);
      })(),
    );
  program
    .command('freeze')
    .description(
      '封存：把上月最后一天的结论固定下来，可重复运行 / freeze a month: what was found on its last day; run again it completes what is missing',
    )
    .option(
      '--month <month>',
      '月份，默认上个月，如 / the month, the last one by default, like 2026-05',
      parse.month,
    )
    .option('--area <code>', '只封存该区划 / this division only', parse.area)
    .action(({ month, area }: { month?: Month; area?: AreaCode }) =>
      job(async (machine, output) => {
        const options = { month: month ?? monthBefore(today(machine)), area, by: 'terminal' };
        return (await runFreeze(machine.deps, options, output)).missing.length === 0;
      })(),
    );
  program
    .command('assessment')
    .description('月末结论：按封存时的样子 / what was found at the end of a month, as it was frozen')
    .requiredOption('--month <month>', '月份，如 / the month, like 2026-05', parse.month)
    .requiredOption('--area <code>', '区划 / the division', parse.area)
    .option(
      '--check',
      '按封存时所知的档案重算，报告不符 / find it again from what was known then and say what differs',
    )
    .option('--out <file>', '写入 .xlsx 文件 / write it into this .xlsx file')
    .action(({ check = false, ...asked }: { month: Month; area: AreaCode; check?: boolean; out?: string }) =>
      job(({ deps }, output) => runAssessment(deps, { ...asked, check }, output))(),
    );
  program
    .command('rehash')
    .description(
      '更换按身份证号码找人的密钥：--rotate 换新并补登记，--finish 弃用原密钥 / rotate the key by which people are found: --rotate begins, --finish ends; without either what is missing is written',
    )
    .option('--rotate', '先换新密钥 / make a new key first')
    .option('--finish', '登记齐全后弃用原密钥 / drop the key before, once nothing is missing')
    .option(
      '--lost',
      '表所用的密钥已丢失：停用其他进程后，改用现有密钥重新登记全部人员 / the table’s key is lost: stop all other processes, then claim everybody under the key at hand',
    )
    .action(({ rotate = false, finish = false, lost = false }: Partial<RehashJob>) =>
      job(({ deps, keyFile }, output) => runRehash(deps, keyFile, { rotate, finish, lost }, output), {
        isKeyLost: lost,
      })(),
    );
  program
    .command('verify')
    .description(
      '核验：变更记录是否完整、未被改动，且与档案一致 / verify that no change is missing or edited, and that they make the records',
    )
    .option('--area <code>', '只核验该区划 / this division only', parse.area)
    .action(({ area }: { area?: AreaCode }) =>
      job(async ({ deps }, output) => {
        const { faults, failed } = await runVerify(deps, area, output);
        return faults === 0 && failed.length === 0;
      })(),
    );
  program
    .command('token')
    .description(
      '登录令牌：用本机的示范身份调用接口 / a token of the issuer on this machine, to try the API out with',
    )
    .addOption(
      new Option('--as <role>', `角色 / the role: ${Role.options.join(', ')}`)
        .argParser(parse.role)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--areas <codes>', '区划代码，逗号分隔，如 / areas, with commas between: 511722,511723107')
        .argParser(parse.areas)
        .makeOptionMandatory(),
    )
    .action(async ({ as: role, areas: codes }: { as: Role; areas: AreaCode[] }) => {
      const { HOUFU_DATA: dataDir, PORT: port } = serverEnvironmentFrom(process.env);
      const people = demoPeople(areas(), await demoCountyIn(dataDir, areas()));
      const output = terminalOutput(program.opts().json === true, language);
      const place = { dataDir, port, accepted: process.env.OIDC_ISSUER, people };
      await runToken(place, { role, areas: codes }, output);
    });
  program
    .command('demo')
    .description('生成示范县数据 / make the demo county')
    .option('--households <n>', '户数 / how many households', parse.count(1, 100_000), 1000)
    .option('--seed <n>', '随机种子 / the seed', parse.count(0, 2 ** 31), 1)
    .option('--county <code>', '区县代码，默认宣汉县 511722 / the county, 511722 by default', parse.area)
    .action((demo: { households: number; seed: number; county?: AreaCode }) =>
      job(async ({ deps, dataDir }, output) => {
        await runDemo(deps, dataDir, demo, output);
        return true;
      })(),
    );
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!HELP_CODES.has(error.code)) throw new JobError(usageText(error, language));
    process.exitCode = error.exitCode;
  }
}
