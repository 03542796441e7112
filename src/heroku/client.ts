/** Placeholder shape; the room fills it. */
export interface HerokuClient {
  readonly apiUrl: string;
}
