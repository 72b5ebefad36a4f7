/** How many rows an object has written since it woke, as the platform bills them. */
export interface RowMeter {
  rows: number;
}

/** What a statement has read is known once its rows have been taken. */
export type Asked = Pick<SqlStorageCursor<Record<string, SqlStorageValue>>, "rowsRead">;

/** Must run before anything else uses this storage. */
export function meterRows(storage: DurableObjectStorage, asked: (asked: Asked) => void = () => {}): RowMeter {
  const meter: RowMeter = { rows: 0 };
  const { sql, kv } = storage;
  const exec = sql.exec.bind(sql);
  const put = kv.put.bind(kv);
  const get = kv.get.bind(kv);
  const setAlarm = storage.setAlarm.bind(storage);
  const metered = (...query: Parameters<typeof exec>) => {
    // A statement without a result has run to its end by now; what a SELECT writes is nothing.
    const cursor = exec(...query);
    meter.rows += cursor.rowsWritten;
    asked(cursor);
    return cursor;
  };
  Object.defineProperty(sql, "exec", { value: metered });
  Object.defineProperty(kv, "get", {
    value: (key: string) => {
      asked({ rowsRead: 1 });
      return get(key);
    },
  });
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
