package dev.sluice.deploy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.VarArgFunction;
import org.luaj.vm2.lib.ZeroArgFunction;

/**
 * Runs a health check with what Argo CD opens for it (util/lua/lua.go and oslib_safe.go of Argo CD): base, table, package
 * and an os of time and date alone. There is no global {@code os}: Argo CD adds the two functions to {@code table} and
 * preloads the module. A time that is given to {@code date} is formatted in the controller's zone, with or without
 * {@code !}.
 *
 * @param clock of the controller, with its time zone
 */
record ArgoCdLua(Clock clock) {

    /** What a check says, as Argo CD reads it: both are texts. */
    record Health(String status, String message) {}

    Health run(String check, Object object) {
        Globals lua = new Globals();
        lua.load(new BaseLib());
        lua.load(new PackageLib());
        lua.load(new TableLib());
        LoadState.install(lua);
        LuaC.install(lua);
        LuaString.s_metatable = null; // which another test's string library would have set for the whole process
        LuaTable os = os();
        for (String function : List.of("time", "date")) {
            lua.get("table").set(function, os.get(function));
        }
        lua.get("package").get("preload").set("os", new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return os;
            }
        });
        lua.set("obj", lua(object));
        LuaTable health = lua.load(check, "check").call().checktable();
        return new Health(
                health.get("status").checkstring().tojstring(),
                health.get("message").checkstring().tojstring());
    }

    private LuaTable os() {
        LuaTable os = new LuaTable();
        os.set("time", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return LuaValue.valueOf((double) time(arguments));
            }
        });
        os.set("date", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return date(arguments);
            }
        });
        return os;
    }

    private long time(Varargs arguments) {
        if (arguments.narg() == 0) {
            return clock.instant().getEpochSecond();
        }
        LuaTable fields = arguments.checktable(1);
        return ZonedDateTime.of(
                        fields.get("year").checkint(),
                        fields.get("month").checkint(),
                        fields.get("day").checkint(),
                        fields.get("hour").checkint(),
                        fields.get("min").checkint(),
                        fields.get("sec").checkint(),
                        0,
                        clock.getZone())
                .toEpochSecond();
    }

    private LuaValue date(Varargs arguments) {
        String format = arguments.checkjstring(1);
        boolean utc = format.startsWith("!") && arguments.narg() == 1;
        Instant instant = arguments.narg() == 1 ? clock.instant() : Instant.ofEpochSecond(arguments.checklong(2));
        ZonedDateTime time = instant.atZone(utc ? ZoneOffset.UTC : clock.getZone());
        String bare = format.replaceFirst("^!+", "");
        if (bare.startsWith("*t")) {
            LuaTable fields = new LuaTable();
            fields.set("year", time.getYear());
            fields.set("month", time.getMonthValue());
            fields.set("day", time.getDayOfMonth());
            fields.set("hour", time.getHour());
            fields.set("min", time.getMinute());
            fields.set("sec", time.getSecond());
            return fields;
        }
        return LuaValue.valueOf(
                bare.replace("%Y", DateTimeFormatter.ofPattern("uuuu").format(time))
                        .replace("%m", DateTimeFormatter.ofPattern("MM").format(time))
                        .replace("%d", DateTimeFormatter.ofPattern("dd").format(time))
                        .replace("%H", DateTimeFormatter.ofPattern("HH").format(time))
                        .replace("%M", DateTimeFormatter.ofPattern("mm").format(time))
                        .replace("%S", DateTimeFormatter.ofPattern("ss").format(time)));
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case null -> LuaValue.NIL;
            case Map<?, ?> map -> {
                LuaTable table = new LuaTable();
                map.forEach((key, field) -> table.set(String.valueOf(key), lua(field)));
                yield table;
            }
            case List<?> list ->
                LuaValue.listOf(list.stream().map(ArgoCdLua::lua).toArray(LuaValue[]::new));
            case Integer number -> LuaValue.valueOf(number);
            case Boolean truth -> LuaValue.valueOf(truth);
            default -> LuaValue.valueOf(String.valueOf(value));
        };
    }
}
