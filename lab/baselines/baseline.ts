/** What a method that is measured beside ours says of one customer. Types only. */
export interface BaselineAnswer {
  /** Whatever it complains of; on a healthy customer each is a false alarm. */
  readonly complaints: readonly string[];
  /** Does any of it name this cause? */
  readonly names: (cause: string) => boolean;
}
/** As it is kept with an outcome. */
export interface BaselineResult {
  readonly named: boolean;
  readonly complaints: readonly string[];
}
