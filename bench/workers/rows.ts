/** How many rows an object has written since it woke, as the platform bills them. */
export interface RowMeter {
  rows: number;
}

/** Must run before anything else uses this storage. */
export function meterRows(storage: DurableObjectStorage): RowMeter {
  const meter: RowMeter = { rows: 0 };
  const { sql, kv } = storage;
  const exec = sql.exec.bind(sql);
  const put = kv.put.bind(kv);
  const setAlarm = storage.setAlarm.bind(storage);
  const metered = (...query: Parameters<typeof exec>) => {
    // A statement without a result has run to its end by now; what a SELECT writes is nothing.
    const cursor = exec(...query);
    meter.rows += cursor.rowsWritten;
    return cursor;
  };
  Object.defineProperty(sql, "exec", { value: metered });
  Object.defineProperty(kv, "put", {
    value: (...entry: Parameters<typeof put>) => {
      meter.rows += 1;
      put(...entry);
    },
  });
  Object.defineProperty(storage, "setAlarm", {
    value: (...at: Parameters<typeof setAlarm>) => {
      meter.rows += 1;
      return setAlarm(...at);
    },
  });
  return meter;
}
