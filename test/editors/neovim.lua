-- A person in Neovim: opens a file, waits for findings, completes, fixes all, formats. Prints what came of it as JSON.
-- nvim --headless --clean -l would need 0.9; this runs with -S on 0.7 and newer.
local file, program, out = vim.env.CTP_FILE, vim.env.CTP_PROGRAM, vim.env.CTP_OUT
local seen = { version = vim.version().minor }
local PATIENCE = 60000

local function wait(what, is)
  if not vim.wait(PATIENCE, is, 20) then error("waited in vain for " .. what) end
end

local function codes()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(found, one.code or vim.tbl_get(one, "user_data", "lsp", "code")) end
  table.sort(found)
  return found
end

local function lines() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n" end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, PATIENCE)
  for _, answer in pairs(answers or {}) do
    if answer.error then error(method .. ": " .. answer.error.message) end
    return answer.result
  end
  error(method .. ": no answer")
end

local ok, problem = pcall(function()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local config = { name = "conntrack", cmd = { vim.env.CTP_NODE, program, "lsp", "--stdio" }, root_dir = vim.fn.fnamemodify(file, ":h") }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
  wait("findings", function() return #vim.diagnostic.get(0) > 0 end)
  seen.findings = codes()

  -- A new line at the end, and what can stand there.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "net.netfilter.nf_conntrack_ma" })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 29 })
  local list = ask("textDocument/completion", vim.lsp.util.make_position_params(0, "utf-16"))
  seen.completions = vim.tbl_map(function(item) return item.label end, list.items or list)
  vim.api.nvim_buf_set_lines(0, -2, -1, false, {})

  local params = vim.lsp.util.make_range_params(0, "utf-16")
  params.context = { diagnostics = {}, only = { "source.fixAll" } }
  for _, action in ipairs(ask("textDocument/codeAction", params)) do
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
  end
  seen.fixed = lines()
  wait("findings to go", function() return #vim.diagnostic.get(0) < #seen.findings end)

  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = PATIENCE })
  else
    vim.lsp.buf.formatting_sync(nil, PATIENCE)
  end
  seen.formatted = lines()
  seen.left = codes()
end)
if not ok then seen.problem = tostring(problem) end
vim.fn.writefile({ vim.fn.json_encode(seen) }, out)
vim.cmd("qall!")
