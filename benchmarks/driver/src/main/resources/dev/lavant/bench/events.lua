-- wrk sends CloudEvents in binary mode, each with an id of its own, and says in one line what came of them.
-- Arguments: what the ids begin with, bytes of the data.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  sent = 0
  prefix = args[1] .. "-" .. number .. "-"
  body = '{"data":"' .. string.rep("x", tonumber(args[2]) - 11) .. '"}'
  headers = {
    ["content-type"] = "application/json",
    ["ce-specversion"] = "1.0",
    ["ce-source"] = "/bench",
    ["ce-type"] = "bench.sent",
    ["ce-subject"] = "bench",
  }
end

function request()
  sent = sent + 1
  headers["ce-id"] = prefix .. sent
  return wrk.format("POST", nil, headers, body)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "answered %d in %d us, refused %d, unanswered %d\n",
    summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
