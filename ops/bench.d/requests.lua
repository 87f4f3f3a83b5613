-- Requests of wrk: the target given after "--", in which every %d is replaced by a number from FIRST
-- to LAST, another with each request, and %t by the number of a tile in rows of LAST + 1 tiles.
-- Prints one line of JSON at the end.
local template, first, last, current

function init(arguments)
   template = arguments[1]
   first = tonumber(arguments[2] or "0")
   last = tonumber(arguments[3] or "0")
   current = 0
end

function request()
   local count = last - first + 1
   -- The first number changes with each request, the next ones more slowly, like digits.
   local rest = current
   current = current + 1
   local target = string.gsub(template, "%%d", function()
      local number = first + rest % count
      rest = math.floor(rest / count)
      return tostring(number)
   end)
   target = string.gsub(target, "%%t", tostring(current % (count * count)))
   return wrk.format("GET", target)
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      'JSON {"requests": %d, "microseconds": %d, "bytes": %d, "failed": %d, "p50_ms": %.3f, "p99_ms": %.3f}\n',
      summary.requests, summary.duration, summary.bytes,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
