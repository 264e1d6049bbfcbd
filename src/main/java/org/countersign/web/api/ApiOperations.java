package org.countersign.web.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Role;
import org.countersign.platform.Answer;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Links;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * What the document says of an operation: its sentence and its authorities from {@link Does}, its answers from the type
 * that the method returns, its headers from what such an answer carries.
 */
class ApiOperations implements OperationCustomizer {

    static final String BEARER = "bearer";

    private static final String IF_MATCH = HttpHeaders.IF_MATCH;

    private final Map<String, Schema<?>> answered = new TreeMap<>();

    /** The records that acts answer, by the name of their schema. */
    synchronized Map<String, Schema<?>> answered() {
        return Map.copyOf(answered);
    }

    @Override
    public synchronized Operation customize(Operation operation, HandlerMethod handler) {
        var method = handler.getMethod();
        var chapter = handler.getBeanType().getAnnotation(Chapter.class);
        var does = Objects.requireNonNull(
                handler.getMethodAnnotation(Does.class), () -> handler + " does not say what it does");
        operation
                .operationId(group(handler) + "." + method.getName())
                .summary(does.value())
                .description(who(does))
                .tags(List.of(chapter.value()))
                .security(security(does));
        if (isAct(method)) {
            operation.addParametersItem(idempotencyKey());
        }
        var posted = handler.getMethodAnnotation(PostMapping.class);
        if (posted != null && posted.consumes().length > 0) {
            operation.requestBody(file(posted.consumes()));
        }
        Optional.ofNullable(operation.getParameters()).orElse(List.of()).forEach(ApiOperations::describe);
        operation.responses(responses(operation, method, does));
        return operation;
    }

    private ApiResponses responses(Operation operation, Method method, Does does) {
        var responses = new ApiResponses();
        if (isAct(method)) {
            var shown = shown(argument(method));
            statuses(method).forEach(status -> responses.addApiResponse(status.code, status.response(shown)));
        } else {
            operation
                    .getResponses()
                    .forEach((status, response) -> responses.addApiResponse(status, read(response, method)));
        }
        problems(operation, method, does)
                .forEach(problem -> responses.addApiResponse(problem.status(), problem.reference()));
        return responses;
    }

    private static RequestBody file(String... mediaTypes) {
        var content = new Content();
        Arrays.stream(mediaTypes)
                .forEach(type -> content.addMediaType(type, new MediaType().schema(new BinarySchema())));
        return new RequestBody().required(true).content(content);
    }

    /** The body of an act's answer: what its case carries, as JSON. */
    private Content shown(Type answer) {
        if (!(answer instanceof ParameterizedType carrying)) {
            return new Content();
        }
        var body = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(carrying.getActualTypeArguments()[0]).resolveAsRef(true));
        body.referencedSchemas.forEach((name, schema) -> answered.put(name, schema));
        return new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_JSON_VALUE, new MediaType().schema(body.schema));
    }

    /** The statuses that an act answers with when it is done. */
    private enum Done {
        OK("200", "Done; how it is now"),
        CREATED("201", "It is there now, at the address in Location"),
        ACCEPTED("202", "It was kept and waits to be dealt with, at the address in Location"),
        NOTHING("204", "Done; there is nothing to show");

        private final String code;
        private final String words;

        Done(String code, String words) {
            this.code = code;
            this.words = words;
        }

        ApiResponse response(Content shown) {
            var response = new ApiResponse().description(words);
            if (this != NOTHING) {
                response.content(shown);
            }
            return this == CREATED || this == ACCEPTED
                    ? response.addHeaderObject(
                            HttpHeaders.LOCATION, header("Where it is now").required(true))
                    : response;
        }
    }

    private static Stream<Done> statuses(Method method) {
        var answer = raw(argument(method));
        if (answer == Answer.Ok.class) {
            return Stream.of(Done.OK);
        }
        if (answer == Answer.Created.class) {
            return Stream.of(Done.CREATED);
        }
        if (answer == Answer.Taken.class) {
            return Stream.of(Done.CREATED, Done.ACCEPTED);
        }
        if (answer == Answer.Done.class) {
            return Stream.of(Done.NOTHING);
        }
        throw new IllegalStateException("no status is known of " + method.toGenericString());
    }

    /** A read: a list goes on by its Link, a thing that changes has its version as ETag. */
    private static ApiResponse read(ApiResponse response, Method method) {
        response.description("As it is now");
        if (method.getReturnType() == void.class) {
            return Done.NOTHING.response(new Content());
        }
        if (method.getReturnType() != ResponseEntity.class) {
            return response;
        }
        var body = raw(argument(method));
        if (body == byte[].class) {
            response.getContent().values().forEach(file -> file.schema(new BinarySchema()));
        }
        if (body == List.class) {
            return response.addHeaderObject(
                    HttpHeaders.LINK, header("The address of the next page as rel=\"next\", while there is one"));
        }
        return body.isRecord()
                ? response.addHeaderObject(
                        HttpHeaders.ETAG,
                        header("Its version, to be sent as If-Match with a change")
                                .required(true))
                : response;
    }

    private static Stream<ApiProblems> problems(Operation operation, Method method, Does does) {
        var parameters = Optional.ofNullable(operation.getParameters()).orElse(List.of());
        var reads = method.isAnnotationPresent(GetMapping.class);
        var hasBody = operation.getRequestBody() != null;
        var versioned = parameters.stream().anyMatch(one -> one.getName().equals(IF_MATCH));
        return Stream.of(
                        when(!parameters.isEmpty() || !reads, ApiProblems.UNREADABLE),
                        when(true, ApiProblems.NOBODY),
                        when(does.needs().length > 0 || !reads, ApiProblems.NOT_YOURS),
                        when(
                                parameters.stream().anyMatch(one -> one.getIn().equals("path")) || !reads,
                                ApiProblems.MISSING),
                        when(!reads, ApiProblems.CONFLICT),
                        when(versioned, ApiProblems.STALE),
                        when(!reads, ApiProblems.TOO_LARGE),
                        when(hasBody, ApiProblems.MEDIA_TYPE),
                        when(!reads, ApiProblems.RULE),
                        when(versioned, ApiProblems.VERSION_UNNAMED),
                        when(!reads, ApiProblems.TOO_MUCH),
                        when(true, ApiProblems.UNAVAILABLE))
                .flatMap(Optional::stream);
    }

    private static Optional<ApiProblems> when(boolean may, ApiProblems problem) {
        return may ? Optional.of(problem) : Optional.empty();
    }

    private static void describe(Parameter parameter) {
        var schema = parameter.getSchema();
        switch (parameter.getName()) {
            case IF_MATCH ->
                parameter.required(true).description("The ETag of what you saw; something else since is refused (412)");
            case Links.AFTER ->
                parameter.description("The key to go on from, as the Link of the page before has it; empty at first");
            case "size" -> {
                parameter.description("How many rows, 1 to " + Page.LARGEST);
                schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Page.LARGEST));
            }
            case "q", "text" -> parameter.description("Words to search for, where any are");
            case "name" -> parameter.description("The name, or how it begins");
            case "view" -> parameter.description("Which of them are listed");
            default -> {
                // its name says it
            }
        }
        if (schema != null && schema.getEnum() != null && schema.getDefault() instanceof String word) {
            asCode(schema, word);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
    private static void asCode(Schema schema, String word) {
        schema.setDefault(word.toLowerCase(Locale.ROOT));
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .description("A word of your own: the same request under it again has no second effect and the same"
                        + " answer, for seven days")
                .schema(new StringSchema().maxLength(200));
    }

    private static List<SecurityRequirement> security(Does does) {
        var also = Arrays.stream(does.also()).map(ApiOperations::code).toList();
        if (does.needs().length == 0) {
            return List.of(new SecurityRequirement().addList(BEARER, also));
        }
        return Arrays.stream(does.needs())
                .map(one -> new SecurityRequirement()
                        .addList(
                                BEARER,
                                Stream.concat(Stream.of(code(one)), also.stream())
                                        .toList()))
                .toList();
    }

    private static String code(Authority authority) {
        return authority.name().toLowerCase(Locale.ROOT);
    }

    /** Whose it is to do, in words. */
    private static String who(Does does) {
        var roles = Arrays.stream(Role.values())
                .filter(role ->
                        does.needs().length == 0 || Arrays.stream(does.needs()).anyMatch(one -> one.goesWith(role)))
                .filter(role -> Arrays.stream(does.also()).allMatch(one -> one.goesWith(role)))
                .toList();
        return roles.size() == Role.values().length
                ? "Open to every role."
                : (roles.size() == 1 ? "Open to the role " : "Open to the roles ")
                        + roles.stream().map(Role::word).collect(Collectors.joining(", ")) + ".";
    }

    private static boolean isAct(Method method) {
        return method.getReturnType() == Answered.class;
    }

    private static Type argument(Method method) {
        return ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static Header header(String words) {
        return new Header().description(words).schema(new StringSchema());
    }

    private static String group(HandlerMethod handler) {
        return handler.getBeanType()
                .getSimpleName()
                .replaceAll("s?Resource$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
