/** A setting of a deployment (`-c name=value`) is missing or wrong. Its message, in both languages, says what to do. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}
