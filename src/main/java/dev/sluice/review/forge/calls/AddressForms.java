package dev.sluice.review.forge.calls;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How the addresses of a product's repositories are read.
 *
 * @param hosts matches the hosts that are this product's for sure, in lower case
 * @param place tells from a Git address where the API is, and the repository's path in it
 * @param part matches a part of a repository's path
 */
public record AddressForms(Pattern hosts, Function<ForgeAddress, ForgePlace> place, Pattern part) {

    private static final Pattern PART = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.][-A-Za-z0-9_.]*");

    /**
     * Where the API is.
     *
     * @param api its address
     * @param path the repository's path in it
     */
    public record ForgePlace(String api, String path) {}

    /** @param api makes the address of the API from that of the pages; the path is the same */
    public static AddressForms plain(String hosts, UnaryOperator<String> api) {
        return new AddressForms(
                Pattern.compile(hosts), address -> new ForgePlace(api.apply(address.site()), address.path()), PART);
    }

    public boolean isOn(String host) {
        return hosts.matcher(host).matches();
    }
}
