export { Seat } from "../../../src/page/seat.ts";
