package dev.sluice.serve.web;

import dev.sluice.serve.security.BearerAuthentication;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.SessionCookie;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Takes a bearer token and keeps it in a cookie, until the browser is closed or its user signs out. */
@Path("/")
public class SignInResource {

    /** A token of a cluster with many groups is a few thousand characters long; a cookie holds 4,096. */
    private static final int LONGEST = 2_800;

    private final IdentityProviderManager identities;
    private final PageRenderer pages;
    private final Session session;

    SignInResource(IdentityProviderManager identities, PageRenderer pages, Session session) {
        this.identities = identities;
        this.pages = pages;
        this.session = session;
    }

    @GET
    @Path("sign-in")
    @PermitAll
    public Response form() {
        return pages.page("error", "Sign in", PagePaths.SIGN_IN, new ErrorPage("", true, PagePaths.OVERVIEW, false));
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response signIn(
            @FormParam("token") @Nullable String token,
            @FormParam("to") @Nullable String to,
            @FormParam("seal") @Nullable String seal) {
        String target = to != null && PagePaths.isView(to.replaceFirst("\\?.*", "")) ? to : PagePaths.OVERVIEW;
        if (!session.hasMade(seal)) {
            return pages.error(403, PagePaths.SIGN_IN, new ErrorPage(ActionsResource.UNSEALED, true, target, false));
        }
        String given = token == null ? "" : token.strip();
        if (given.isEmpty() || given.length() > LONGEST || !isKnown(given)) {
            String words = given.length() > LONGEST
                    ? "This token is too long for a cookie: use one with fewer groups, or the proxy."
                    : "This token is not known.";
            return pages.error(401, PagePaths.SIGN_IN, new ErrorPage(words, true, target, false));
        }
        return Response.seeOther(URI.create(target))
                .cookie(SessionCookie.keeping(given))
                .build();
    }

    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response signOut(@FormParam("seal") @Nullable String seal) {
        if (!session.hasMade(seal)) {
            return pages.error(
                    403, PagePaths.OVERVIEW, new ErrorPage(ActionsResource.UNSEALED, false, PagePaths.OVERVIEW, true));
        }
        return Response.seeOther(URI.create(PagePaths.OVERVIEW))
                .cookie(SessionCookie.forgetting())
                .build();
    }

    private boolean isKnown(String token) {
        try {
            identities.authenticateBlocking(
                    BearerAuthentication.request(new TokenCredential(token, BearerAuthentication.BEARER)));
            return true;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }
}
