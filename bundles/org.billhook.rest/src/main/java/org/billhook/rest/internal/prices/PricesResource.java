package org.billhook.rest.internal.prices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Page;
import org.billhook.core.api.Prices;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Roles;
import org.billhook.rest.internal.call.Bulk;
import org.billhook.rest.wire.Caller;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.PageJson;
import org.billhook.rest.wire.PageParams;
import org.billhook.rest.wire.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The price lists; an entry is never changed: a new price is a new entry with a later start, a wrong one is cancelled. */
@Component(service = PricesResource.class)
@JakartarsResource
@Path("/prices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Prices", description = "Price lists: by activity, person, project, customer, material, from a day on")
public final class PricesResource {

    private static final int FIRST = 100;
    private static final String PAGE = "#/components/schemas/PricePage";
    private static final String LOCATION = "#/components/headers/Location";

    private final Prices prices;
    private final Requests requests;

    @Activate
    public PricesResource(@Reference Prices prices, @Reference Requests requests) {
        this.prices = prices;
        this.requests = requests;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Entries by number, cancelled ones among them", description = "Role: viewer")
    public PageJson<PriceJson> list(
            @Parameter(description = "Only entries of this list") @QueryParam("list") String list,
            @BeanParam PageParams page) {
        return PageJson.of(prices.list(Optional.ofNullable(list), page.request()), PriceJson::of);
    }

    @GET
    @Path("{number}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "An entry", description = "Role: viewer")
    public PriceJson find(@PathParam("number") long number) {
        return PriceJson.of(known(number));
    }

    private Prices.Listed known(long number) {
        return prices.find(number).orElseThrow(() -> BillhookException.unknown("price", number));
    }

    @GET
    @Path("{number}/billed")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "Requests with lines by an entry, newest first, rejected ones among them",
            description = "Role: viewer. To bill anew what a wrong price billed, reject the lines and run again.")
    public PageJson<PricedRequestJson> billed(@PathParam("number") long number, @BeanParam PageParams page) {
        known(number);
        return PageJson.of(requests.pricedBy(number, page.request()), PricedRequestJson::of);
    }

    @POST
    @Bulk
    @RolesAllowed({Roles.BILLING_APPROVER, Roles.INTEGRATOR})
    @Operation(
            operationId = "addPrices",
            summary = "Add entries, all or none; an equal entry that is there changes nothing",
            description = "Role: billing-approver or integrator")
    @ApiResponse(
            responseCode = "201",
            description = "Added; Location names the first of them that is new",
            content = @Content(schema = @Schema(ref = PAGE)))
    @ApiResponse(
            responseCode = "200",
            description = "All of them were there before; Location names the first",
            headers = @Header(name = HttpHeaders.LOCATION, ref = LOCATION),
            content = @Content(schema = @Schema(ref = PAGE)))
    public Response add(NewPricesJson entries, @Context SecurityContext caller, @Context UriInfo uri) {
        List<Prices.Added> added = prices.add(entries.read(), Caller.actor(caller));
        Optional<Prices.Added> first =
                added.stream().filter(Prices.Added::fresh).findFirst();
        return Response.status(first.isPresent() ? Response.Status.CREATED : Response.Status.OK)
                .location(address(uri, first.orElse(added.get(0)).entry().number()))
                .entity(PageJson.whole(
                        added.stream().map(one -> PriceJson.of(one.entry())).toList()))
                .build();
    }

    private static URI address(UriInfo uri, long number) {
        return uri.getBaseUriBuilder().path("prices/{number}").build(number);
    }

    @POST
    @Path("{number}/end")
    @RolesAllowed({Roles.BILLING_APPROVER, Roles.INTEGRATOR})
    @Operation(
            summary = "End an entry",
            description =
                    "Role: billing-approver or integrator. One that ends the day before its first one is cancelled.")
    public PriceJson end(@PathParam("number") long number, EndJson end, @Context SecurityContext caller) {
        Input in = new Input();
        LocalDate day = in.required("lastDay", end.lastDay(), Read::date);
        in.check();
        return PriceJson.of(prices.end(number, day, Caller.actor(caller)));
    }

    @POST
    @Path("{number}/cancel")
    @RolesAllowed({Roles.BILLING_APPROVER, Roles.INTEGRATOR})
    @Operation(
            summary = "Cancel an entry that is wrong from its first day on, and put another one in its place",
            description = "Role: billing-approver or integrator. What was billed by it stays billed, and is listed.")
    @ApiResponse(
            responseCode = "201",
            description = "Cancelled; Location names what is in its place",
            content = @Content(schema = @Schema(implementation = CancelledPriceJson.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Cancelled, with nothing in its place",
            content = @Content(schema = @Schema(implementation = CancelledPriceJson.class)))
    public Response cancel(
            @PathParam("number") long number,
            CancelPriceJson cancel,
            @Context SecurityContext caller,
            @Context UriInfo uri) {
        Input in = new Input();
        String reason = cancel.reason(in);
        Optional<Prices.Replacement> replacement = cancel.replacement(in);
        in.check();
        List<PriceJson> done = prices.cancel(number, replacement, reason, Caller.actor(caller)).stream()
                .map(PriceJson::of)
                .toList();
        Optional<PriceJson> inItsPlace = done.stream().skip(1).findFirst();
        return inItsPlace
                .map(price -> Response.created(address(uri, price.number())))
                .orElseGet(Response::ok)
                .entity(new CancelledPriceJson(
                        done.get(0),
                        inItsPlace.orElse(null),
                        PageJson.of(requests.pricedBy(number, Page.Request.first(FIRST)), PricedRequestJson::of)))
                .build();
    }
}
